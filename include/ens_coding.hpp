/*
 * ens_coding for C++17: a thin cover over ens_coding.h, which is the documentation of every function.
 *
 *   try {
 *       const ens::Rulebook book = ens::Rulebook::bundled();
 *       std::cout << book.code(visit) << '\n';
 *   } catch (const ens::Error &error) {
 *       std::cerr << error.what() << '\n';
 *   }
 *
 * Documents go in and come out as JSON text in UTF-8. What is passed in is borrowed for the call. Every call that fails
 * throws `ens::Error`; std::bad_alloc aside, nothing else is thrown.
 *
 * Threads. Any number of threads may call the const members of one Rulebook, and the free functions, at the same time.
 */

#ifndef ENS_CODING_HPP
#define ENS_CODING_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ens_coding.h"

namespace ens {

namespace detail {

// What an error document says of its first problem.
struct Problem {
    std::string code;
    std::string path;
    std::string message;
};

// Reads the error documents of this library: {"error":{"code":"…","path":"…","message":"…","others":[…]}}. It stops
// where something else begins, and keeps what it has read; it is no reader for JSON of other origins.
class ErrorReader {
public:
    explicit ErrorReader(std::string_view text) : rest_(text) {}

    Problem read() {
        Problem problem;
        std::string name;
        if (!take('{') || !string(name) || !take(':') || !take('{')) return problem;
        do {
            std::string value;
            name.clear();
            if (!string(name) || !take(':') || !string(value)) break;
            if (name == "code") problem.code = std::move(value);
            else if (name == "path") problem.path = std::move(value);
            else if (name == "message") problem.message = std::move(value);
        } while (take(','));
        return problem;
    }

private:
    bool next(char &byte) {
        if (rest_.empty()) return false;
        byte = rest_.front();
        rest_.remove_prefix(1);
        return true;
    }

    bool take(char wanted) {
        const std::size_t at = rest_.find_first_not_of(" \t\r\n");
        if (at == std::string_view::npos || rest_[at] != wanted) return false;
        rest_.remove_prefix(at + 1);
        return true;
    }

    bool string(std::string &text) {
        if (!take('"')) return false;
        for (char byte = 0; next(byte);) {
            if (byte == '"') return true;
            if (byte != '\\') text.push_back(byte);
            else if (!escape(text)) return false;
        }
        return false;
    }

    bool escape(std::string &text) {
        char kind = 0;
        if (!next(kind)) return false;
        switch (kind) {
        case 'b': text.push_back('\b'); return true;
        case 'f': text.push_back('\f'); return true;
        case 'n': text.push_back('\n'); return true;
        case 'r': text.push_back('\r'); return true;
        case 't': text.push_back('\t'); return true;
        case 'u': return character(text);
        default: text.push_back(kind); return kind == '"' || kind == '\\' || kind == '/';
        }
    }

    // The four digits after \u, and those of the low surrogate that must follow a high one.
    bool character(std::string &text) {
        std::uint32_t point = 0;
        if (!hex(point)) return false;
        if (point >= 0xD800 && point <= 0xDBFF && rest_.substr(0, 2) == "\\u") {
            const std::string_view before = rest_;
            std::uint32_t low = 0;
            rest_.remove_prefix(2);
            if (!hex(low)) return false;
            if (low >= 0xDC00 && low <= 0xDFFF) point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
            else rest_ = before;
        }
        if (point >= 0xD800 && point <= 0xDFFF) point = 0xFFFD; // half a pair means no character
        utf8(text, point);
        return true;
    }

    bool hex(std::uint32_t &number) {
        number = 0;
        for (int digits = 0; digits < 4; ++digits) {
            char byte = 0;
            if (!next(byte)) return false;
            const std::size_t value = std::string_view("0123456789abcdefABCDEF").find(byte);
            if (value == std::string_view::npos) return false;
            number = number * 16 + static_cast<std::uint32_t>(value < 16 ? value : value - 6);
        }
        return true;
    }

    static void utf8(std::string &text, std::uint32_t point) {
        const auto put = [&text](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
        const auto tail = [&](unsigned shift) { put(0x80U | ((point >> shift) & 0x3FU)); };
        if (point < 0x80) put(point);
        else if (point < 0x800) put(0xC0U | (point >> 6));
        else if (point < 0x10000) put(0xE0U | (point >> 12));
        else put(0xF0U | (point >> 18));
        if (point >= 0x10000) tail(12);
        if (point >= 0x800) tail(6);
        if (point >= 0x80) tail(0);
    }

    std::string_view rest_;
};

} // namespace detail

// Why a call has no answer. `what()` is "CODE at PATH: MESSAGE" of the first problem.
class Error : public std::runtime_error {
public:
    Error(ens_status status, std::string json) : Error(status, detail::ErrorReader(json).read(), std::move(json)) {}

    // Copies share their texts, so that copying does not throw; moving copies.
    Error(const Error &) = default;
    Error &operator=(const Error &) = default;

    // ENS_STATUS_REFUSED, ENS_STATUS_INVALID_ARGUMENT or ENS_STATUS_INTERNAL.
    ens_status status() const noexcept { return status_; }
    // Stable code of the first problem, such as "field/unknown".
    const std::string &code() const noexcept { return texts_->problem.code; }
    // JSON path of the first problem, such as "$.services[2].minutes".
    const std::string &path() const noexcept { return texts_->problem.path; }
    // The whole error document, which also holds the other problems.
    const std::string &json() const noexcept { return texts_->json; }

private:
    struct Texts {
        detail::Problem problem;
        std::string json;
    };

    // A reference, so that nothing is moved out of the text before it was read.
    Error(ens_status status, detail::Problem problem, std::string &&json)
        : std::runtime_error(problem.code + " at " + problem.path + ": " + problem.message), status_(status),
          texts_(std::make_shared<const Texts>(Texts{std::move(problem), std::move(json)})) {}

    ens_status status_;
    std::shared_ptr<const Texts> texts_;
};

namespace detail {

// A text of the library's, given back whatever happens.
struct Text {
    ens_text raw{nullptr, 0};

    Text() = default;
    Text(const Text &) = delete;
    Text &operator=(const Text &) = delete;
    ~Text() { ens_text_free(&raw); }

    std::string copy() const { return raw.ptr == nullptr ? std::string() : std::string(raw.ptr, raw.len); }
};

// Calls a function of the library whose last argument is the place for its answer.
template <typename Function, typename... Arguments>
std::string call(Function function, Arguments... arguments) {
    Text out;
    const ens_status status = function(arguments..., &out.raw);
    if (status != ENS_STATUS_OK) throw Error(status, out.copy());
    return out.copy();
}

// The library refuses NULL, which is what an empty view may hold; an empty text is a text all the same.
inline const char *start(std::string_view text) noexcept { return text.data() == nullptr ? "" : text.data(); }

} // namespace detail

// Tables and policies. It can be moved and not copied; it never changes once it is made. One that was moved from holds
// nothing, and its members throw "argument/null at $book" until something is assigned to it.
class Rulebook {
public:
    // Bytes of packs and policies. They are borrowed for the call.
    using Parts = std::vector<std::string_view>;

    // The bundled tables and policies.
    static Rulebook bundled() { return Rulebook(ens_rulebook_bundled); }
    // The bundled parts and yours, in any order.
    static Rulebook bundled_with(const Parts &parts) { return Rulebook(ens_rulebook_bundled_with, parts); }
    // Your parts alone, in any order.
    static Rulebook load(const Parts &parts) { return Rulebook(ens_rulebook_load, parts); }

    // A rulebook of the same tables and policies that judges and answers as the options say, such as
    // {"strict":true,"compact":true}. The tables are shared, and each rulebook lives as long as it likes.
    Rulebook with(std::string_view options) const { return Rulebook(ens_rulebook_with, book_.get(), options); }

    // Codes a visit; gives the outcome, or the compact one, as the options say.
    std::string code(std::string_view visit) const { return ask(ens_code, visit); }
    // Drafts the claim of a visit, without judging it; gives the draft.
    std::string select(std::string_view visit) const { return ask(ens_select, visit); }
    // Checks a claim that somebody else coded; gives the outcome.
    std::string edit(std::string_view visit, std::string_view claim) const {
        return detail::call(ens_edit, book_.get(), detail::start(visit), visit.size(), detail::start(claim),
                            claim.size());
    }
    // Answers many documents, one a line. The error of a line is its answer and is not thrown.
    std::string batch(std::string_view lines) const { return ask(ens_batch, lines); }

    // Audits what the clinicians of a practice did for one payer in a period; gives the audit.
    std::string audit(std::string_view practice) const { return ask(ens_audit, practice); }
    // What a patient's history leaves of the payer's limits, and when the next session is allowed; gives the ledger.
    std::string ledger(std::string_view visit) const { return ask(ens_ledger, visit); }
    // What a code is, what limits it, and who takes it on a date.
    std::string lookup(std::string_view request) const { return ask(ens_lookup, request); }
    // Finds codes by words; gives them with the best first.
    std::string search(std::string_view request) const { return ask(ens_search, request); }
    // Two or three codes side by side; gives the comparison.
    std::string compare(std::string_view request) const { return ask(ens_compare, request); }
    // Which code each payer takes for the service of a code; gives the crosswalk.
    std::string crosswalk(std::string_view request) const { return ask(ens_crosswalk, request); }
    // What would have to be documented, if it is true, for the claim to be payable; gives the checklist. Takes a visit,
    // or a visit and its claim.
    std::string missing(std::string_view document) const { return ask(ens_missing, document); }
    // Estimates what Medicare allows for a claim; gives the estimate.
    std::string fee(std::string_view request) const { return ask(ens_fee, request); }
    // Reads the adjustments of a remittance; gives their causes and what to do.
    std::string remit(std::string_view request) const { return ask(ens_remit, request); }
    // Measures over many remittances, one a line, how well findings foretell denials; gives the scorecard. A line may be
    // the scorecard of others, which is added.
    std::string score(std::string_view lines) const { return ask(ens_score, lines); }
    // Counts what an audit looks at, over many visits, claims and remittances, one a line; gives the counts.
    std::string tally(std::string_view lines) const { return ask(ens_tally, lines); }
    // Writes down what an answer rests on; gives the receipt. Takes a visit, or a visit and its claim.
    std::string receipt(std::string_view document) const { return ask(ens_receipt, document); }
    // The answer of a receipt again, or what differs from then.
    std::string replay(std::string_view request) const { return ask(ens_replay, request); }
    // What it consists of, as the `basis` of an answer.
    const std::string &basis() const noexcept { return basis_; }

private:
    struct Free {
        void operator()(ens_rulebook *book) const noexcept { ens_rulebook_free(&book); }
    };

    // Asks a function that takes one text beside the rulebook.
    template <typename Function>
    std::string ask(Function function, std::string_view text) const {
        return detail::call(function, book_.get(), detail::start(text), text.size());
    }

    template <typename Make, typename... Arguments>
    explicit Rulebook(Make make, const Arguments &...arguments) {
        ens_rulebook *made = nullptr;
        detail::Text out;
        const ens_status status = run(make, arguments..., &made, &out.raw);
        book_.reset(made); // before anything that could throw
        basis_ = out.copy();
        if (status != ENS_STATUS_OK) throw Error(status, std::move(basis_));
    }

    template <typename Make>
    static ens_status run(Make make, ens_rulebook **book, ens_text *out) {
        return make(book, out);
    }

    template <typename Make>
    static ens_status run(Make make, const Parts &parts, ens_rulebook **book, ens_text *out) {
        std::vector<ens_part> raw;
        raw.reserve(parts.size());
        for (const std::string_view part : parts) {
            raw.push_back({reinterpret_cast<const std::uint8_t *>(detail::start(part)), part.size()});
        }
        return make(raw.data(), raw.size(), book, out);
    }

    template <typename Make>
    static ens_status run(Make make, const ens_rulebook *from, std::string_view options, ens_rulebook **book,
                          ens_text *out) {
        return make(from, detail::start(options), options.size(), book, out);
    }

    std::unique_ptr<ens_rulebook, Free> book_;
    std::string basis_;
};

// Puts an outcome into sentences with their sources; gives the explanation.
inline std::string explain(std::string_view outcome) {
    return detail::call(ens_explain, detail::start(outcome), outcome.size());
}

// Applies a fix of a finding to a claim; gives the mended claim. Whoever applies a fix that lists facts under `document`
// states these facts.
inline std::string apply(std::string_view claim, std::string_view fix) {
    return detail::call(ens_apply, detail::start(claim), claim.size(), detail::start(fix), fix.size());
}

// Adds counts of `Rulebook::tally` up, one a line; gives the sum.
inline std::string merge(std::string_view lines) {
    return detail::call(ens_merge, detail::start(lines), lines.size());
}

// Lists the rules.
inline std::string rules() { return detail::call(ens_rules); }

// The JSON Schema of a document: the name of a file in share/ens_coding/schema without ".json", such as "visit".
inline std::string schema(std::string_view name) {
    return detail::call(ens_schema, detail::start(name), name.size());
}

// The version of the library, such as "1.2.3".
inline std::string_view version() noexcept { return ens_version(); }

// The number of the library's binary interface; this header was written for ENS_ABI_VERSION.
inline std::uint32_t abi_version() noexcept { return ens_abi_version(); }

} // namespace ens

#endif // ENS_CODING_HPP
