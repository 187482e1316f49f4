// What the C++ header adds to the C one: ownership, exceptions, the reading of errors.

#include <ens_coding.hpp>

#include <algorithm>
#include <optional>
#include <type_traits>

#include "check.h"

namespace {

using namespace std::string_literals;

const std::string VISIT = R"({"payer":{"id":"medicare"},"date_of_service":"2026-03-04",
    "setting":{"place_of_service":"11","claim_form":"professional"},
    "services":[{"what":{"electrical_stimulation":{"attended":false}},"minutes":15,"area":"Knie „außen“ 漢字 🙂"}]})";

const std::string POLICY = R"({"policy":"lakeside","title":"an invented plan","line_of_business":"commercial",
    "inherits":"commercial"})";

const std::string PRACTICE = R"({"payer":{"id":"medicare"},"from":"2025-01-01","to":"2025-12-31",
    "clinicians":[{"id":"a","trials":50,"permanent_implants":19}]})";

template <typename Call>
ens::Error thrown(Call call) {
    try {
        call();
    } catch (const std::runtime_error &error) { // what a program that knows nothing of ens::Error catches
        return dynamic_cast<const ens::Error &>(error);
    }
    return ens::Error(ENS_STATUS_OK, "nothing was thrown");
}

bool is(const ens::Error &error, ens_status status, std::string_view code, std::string_view path) {
    const bool same = error.status() == status && error.code() == code && error.path() == path;
    if (!same) std::fprintf(stderr, "%d %s\n", static_cast<int>(error.status()), error.what());
    return same;
}

void ownership() {
    static_assert(!std::is_copy_constructible_v<ens::Rulebook> && !std::is_copy_assignable_v<ens::Rulebook>);
    static_assert(std::is_nothrow_move_constructible_v<ens::Rulebook>);
    static_assert(std::is_nothrow_move_assignable_v<ens::Rulebook>);
    static_assert(!std::is_default_constructible_v<ens::Rulebook>);
    ens::Rulebook first = ens::Rulebook::bundled();
    const std::string answer = first.code(VISIT), basis = first.basis();
    CHECK(!basis.empty());
    ens::Rulebook second = std::move(first);
    CHECK(second.code(VISIT) == answer && second.basis() == basis);
    CHECK(is(thrown([&] { first.code(VISIT); }), ENS_STATUS_INVALID_ARGUMENT, "argument/null", "$book"));
    CHECK(is(thrown([&] { first.batch(VISIT); }), ENS_STATUS_INVALID_ARGUMENT, "argument/null", "$book"));
    first = ens::Rulebook::bundled_with({POLICY});
    std::swap(first, second);
    CHECK(first.code(VISIT) == answer);
    CHECK(second.basis() != basis && second.basis().find("lakeside") != std::string::npos);
    second = ens::Rulebook::bundled_with({});
    CHECK(second.basis() == basis);
}

void answers() {
    const ens::Rulebook book = ens::Rulebook::bundled();
    const std::string claim = R"({"lines":[{"code":"97014","units":1}]})";
    const std::string outcome = book.edit(VISIT, claim);
    CHECK(outcome.find("code/not-accepted-by-payer") != std::string::npos);
    CHECK(ens::explain(outcome).find("summary") != std::string::npos);
    CHECK(book.select(VISIT).find("G0283") != std::string::npos);
    CHECK(ens::rules().find("code/not-accepted-by-payer") != std::string::npos);
    CHECK(book.audit(PRACTICE).find("practice/trial-to-permanent-ratio") != std::string::npos);
    CHECK(book.ledger(VISIT).find("\"entries\"") != std::string::npos);
    CHECK(ens::schema("visit").find("date_of_service") != std::string::npos);
    CHECK(ens::version().find('.') != std::string_view::npos && ens::abi_version() == ENS_ABI_VERSION);
    CHECK(book.batch({}).empty() && book.batch("\n\n").empty());
    CHECK(book.batch("{}\nnonsense\n").find("json/syntax") != std::string::npos);
    CHECK(book.code(std::string_view(VISIT)) == book.code(VISIT.c_str()));
}

void errors() {
    const ens::Rulebook book = ens::Rulebook::bundled();
    ens::Error error = thrown([&] { book.code("{}"); });
    CHECK(error.status() == ENS_STATUS_REFUSED && error.code() == "field/missing");
    CHECK(std::string(error.what()).rfind("field/missing at " + error.path() + ": ", 0) == 0);
    CHECK(thrown([&] { book.code(R"({"a":1,"b":2})"); }).json().find(R"("others":[{)") != std::string::npos);
    CHECK(is(thrown([&] { book.audit({}); }), ENS_STATUS_REFUSED, "json/truncated", "$"));
    CHECK(is(thrown([&] { book.ledger({}); }), ENS_STATUS_REFUSED, "json/truncated", "$"));
    CHECK(is(thrown([&] { book.code({}); }), ENS_STATUS_REFUSED, "json/truncated", "$"));
    CHECK(is(thrown([&] { book.code("\xff"); }), ENS_STATUS_REFUSED, thrown([&] { book.code("\xff"); }).code(), "$"));
    CHECK(is(thrown([] { ens::schema("visits"); }), ENS_STATUS_REFUSED, "schema/unknown", "$name"));
    CHECK(is(thrown([] { ens::Rulebook::load({std::string(200, 'x'), POLICY}); }), ENS_STATUS_REFUSED, "pack/not-a-pack", "$[0]"));
    const std::string minutes = std::string(VISIT).replace(VISIT.find("15,"), 2, "-1");
    CHECK(thrown([&] { book.code(minutes); }).path() == "$.services[0].minutes");
    const ens::Error kept = error, moved = std::move(error);
    CHECK(kept.code() == "field/missing" && moved.code() == kept.code() && error.code() == kept.code());
    static_assert(std::is_nothrow_copy_constructible_v<ens::Error>);
}

// A document on one line.
std::string flat(std::string document) {
    std::replace(document.begin(), document.end(), '\n', ' ');
    return document;
}

// What they answer is compared with Rust in the corpus; here is that each one reaches its own function.
void services() {
    const ens::Rulebook book = ens::Rulebook::bundled();
    const std::string code = R"({"code":"97014","date":"2026-03-04"})", visit = R"({"visit":)" + VISIT + '}';
    const std::string claim = R"({"lines":[{"code":"97014","units":1}]})";
    const std::string check = R"({"visit":)" + VISIT + R"(,"claim":)" + claim + '}';
    CHECK(book.lookup(code).find("97014") != std::string::npos);
    CHECK(book.search(R"({"words":"tens unit"})").find("E07") != std::string::npos);
    CHECK(book.compare(R"({"codes":["97014","G0283"],"date":"2026-03-04"})").find("G0283") != std::string::npos);
    CHECK(book.crosswalk(code).find("G0283") != std::string::npos);
    CHECK(book.fee(visit).find("G0283") != std::string::npos);
    CHECK(book.missing(VISIT) != book.missing(check));
    const std::string denied = R"([{"line":0,"adjustments":[{"group":"CO","reason":"16"}]}])";
    const std::string remittance = std::string(check, 0, check.size() - 1) + R"(,"lines":)" + denied + '}';
    const std::string one_line = flat(remittance), counts = book.tally(flat(check));
    CHECK(book.remit(remittance).find("code/not-accepted-by-payer") != std::string::npos);
    CHECK(book.score(one_line) != book.score({}));
    CHECK(book.score(one_line + '\n' + one_line) == book.score(book.score(one_line) + '\n' + one_line));
    CHECK(counts == ens::merge(counts) && counts != book.tally({}));
    CHECK(ens::merge(counts + '\n' + counts) == book.tally(flat(check) + '\n' + flat(check)));
    const std::string again = std::string(check, 0, check.size() - 1) + R"(,"receipt":)" + book.receipt(check) + '}';
    CHECK(book.replay(again) == R"({"same":true,"answer":)" + book.edit(VISIT, claim) + '}');
    CHECK(ens::Rulebook::load({}).replay(again).find(R"("same":false)") != std::string::npos);
}

// A rulebook with options shares the tables of the first one, and neither depends on the other.
void options() {
    std::optional<ens::Rulebook> book = ens::Rulebook::bundled();
    const std::string claim = R"({"lines":[{"code":"97014","units":1}]})", whole = book->edit(VISIT, claim);
    const ens::Rulebook both = book->with(R"({"strict":true,"compact":true})");
    const std::string compact = both.edit(VISIT, claim);
    CHECK(book->edit(VISIT, claim) == whole && compact.size() < whole.size());
    CHECK(compact.find(R"("rule":"code/not-accepted-by-payer")") != std::string::npos);
    CHECK(compact.find("\"citations\"") == std::string::npos && whole.find("\"citations\"") != std::string::npos);
    CHECK(both.select(VISIT).find("\"claim\"") != std::string::npos);
    CHECK(both.batch("{}\n").find("field/missing") != std::string::npos);
    CHECK(is(thrown([&] { ens::explain(compact); }), ENS_STATUS_REFUSED, "field/unknown", "$.findings[0].sources"));
    CHECK(book->with(R"({"strict":true})").edit(VISIT, claim).find(R"("strict":true)") != std::string::npos);
    CHECK(both.with("{}").edit(VISIT, claim) == whole); // options replace those before
    const ens::Rulebook plain = book->with("{}");
    CHECK(plain.basis() == book->basis());
    CHECK(is(thrown([&] { book->with({}); }), ENS_STATUS_REFUSED, "json/truncated", "$"));
    CHECK(is(thrown([&] { book->with(R"({"compct":true})"); }), ENS_STATUS_REFUSED, "field/unknown", "$.compct"));
    CHECK(is(thrown([&] { book->with(R"({"strict":1})"); }), ENS_STATUS_REFUSED, "field/wrong-type", "$.strict"));
    book.reset();
    CHECK(both.edit(VISIT, claim) == compact && plain.edit(VISIT, claim) == whole);
    ens::Rulebook from = ens::Rulebook::bundled();
    const ens::Rulebook moved = std::move(from);
    CHECK(is(thrown([&] { from.with("{}"); }), ENS_STATUS_INVALID_ARGUMENT, "argument/null", "$book"));
}

// Paths may hold names of a document's fields one day; what JSON escapes is read back.
void reading() {
    const auto read = [](const std::string &path) {
        return ens::Error(ENS_STATUS_REFUSED, R"( { "error" : {"code":"a/b", "path":")" + path + R"(","message":"m"}})");
    };
    CHECK(read(R"($.\"\\\/\b\f\n\r\t)").path() == "$.\"\\/\b\f\n\r\t");
    CHECK(read(R"(\u0041\u00df\u6f22\ud83d\ude42\u0000)").path() == "Aß漢🙂"s + '\0');
    CHECK(read(R"(\uD83D\uDE42ß漢🙂)").path() == "🙂ß漢🙂");
    CHECK(read(R"(\ud83d\u0041 \udc00 \ud83d)").path() == "\uFFFDA \uFFFD \uFFFD");
    CHECK(read("x").what() == "a/b at x: m"s);
    const std::string whole = R"({"error":{"code":"c","path":"p\u00df","message":"m","others":[{"code":"d"}]}})";
    const ens::Error error(ENS_STATUS_REFUSED, whole);
    CHECK(error.code() == "c" && error.path() == "pß" && error.json() == whole);
    for (std::size_t end = 0; end < whole.size(); ++end) ens::Error(ENS_STATUS_REFUSED, whole.substr(0, end));
    for (const char *bad : {"", "[]", "{", "nonsense", R"({"error":{"code":"\x"}})", R"({"error":{"code":"\u12"}})"}) {
        CHECK(ens::Error(ENS_STATUS_INTERNAL, bad).code().empty());
    }
}

} // namespace

int main() {
    ownership();
    answers();
    services();
    errors();
    options();
    reading();
    return failures != 0;
}
