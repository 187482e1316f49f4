// corpus FILE: replays the corpus through C++.

#include <ens_coding.hpp>

#include <optional>

#include "corpus.h"
#include "services.h"

namespace {

#define SERVICE(name) {#name, &ens::Rulebook::name},
const struct {
    std::string_view operation;
    std::string (ens::Rulebook::*ask)(std::string_view) const;
} services[] = {DOCUMENTS(SERVICE) STREAMS(SERVICE)};

std::string ask(std::optional<ens::Rulebook> &book, const record &it) {
    // Copies, so that a tool for memory sees a byte that is read beyond them.
    std::vector<std::vector<char>> blocks;
    ens::Rulebook::Parts in;
    for (std::size_t at = 0; at < it.count; ++at) {
        const slice &text = it.input[at];
        const auto &block = blocks.emplace_back(text.ptr, text.ptr + text.len);
        in.emplace_back(block.data(), block.size());
    }
    const std::string_view operation = it.operation;
    if (operation == "bundled_with" || operation == "load") {
        ens::Rulebook made = operation == "load" ? ens::Rulebook::load(in)
                             : in.empty()        ? ens::Rulebook::bundled()
                                                 : ens::Rulebook::bundled_with(in);
        book = std::move(made);
        return book->basis();
    }
    if (operation == "with") {
        book = book.value().with(in.at(0));
        return book->basis();
    }
    for (const auto &service : services) {
        if (operation == service.operation) return (book.value().*service.ask)(in.at(0));
    }
    if (operation == "edit") return book->edit(in.at(0), in.at(1));
    if (operation == "merge") return ens::merge(in.at(0));
    if (operation == "explain") return ens::explain(in.at(0));
    if (operation == "apply") return ens::apply(in.at(0), in.at(1));
    if (operation == "rules") return ens::rules();
    throw std::logic_error("no such operation here");
}

} // namespace

int main(int argc, char **argv) {
    if (argc < 2) give_up("usage: corpus FILE");
    corpus all = corpus_open(argv[1]);
    record it;
    std::optional<ens::Rulebook> book;
    std::size_t records = 0, wrong = 0;
    while (corpus_next(&all, &it) != 0) {
        ++records;
        std::string answer;
        bool refused = false;
        try {
            answer = ask(book, it);
        } catch (const ens::Error &error) {
            refused = error.status() == ENS_STATUS_REFUSED;
            answer = error.json();
            // What was read from the document leads back to its beginning: neither holds a character to escape.
            const std::string begin = R"({"error":{"code":")" + error.code() + R"(","path":")" + error.path() + '"';
            const std::string what = error.code() + " at " + error.path() + ": ";
            if (answer.rfind(begin, 0) != 0 || std::string(error.what()).rfind(what, 0) != 0) {
                std::fprintf(stderr, "%s: %s was read as %s\n", it.name, answer.c_str(), error.what());
                ++wrong;
            }
        }
        wrong += corpus_differs(&it, refused, answer.data(), answer.size()) != 0;
    }
    std::free(all.bytes);
    std::printf("%zu records, %zu wrong\n", records, wrong);
    return wrong != 0 || records == 0;
}
