// Codes a visit: the file that is named, or else an invented one. Prints the verdict in sentences, then the outcome.

#include <ens_coding.hpp>

#include <fstream>
#include <iostream>
#include <iterator>

static const char *const VISIT = R"({
  "payer": { "id": "medicare" }, "date_of_service": "2024-08-14",
  "setting": { "place_of_service": "11", "claim_form": "professional" },
  "performers": [{ "id": "pt", "kind": "physical_therapist" }],
  "plan_of_care": { "discipline": "pt", "certified": true },
  "diagnoses": ["M17.11"],
  "services": [{ "what": { "electrical_stimulation": { "attended": false } }, "minutes": 15 }]
})";

int main(int argc, char **argv) {
    std::string visit = VISIT;
    if (argc > 1) {
        std::ifstream file(argv[1], std::ios::binary);
        if (!file) {
            std::cerr << argv[1] << ": cannot be read\n";
            return 1;
        }
        visit.assign(std::istreambuf_iterator<char>(file), {});
    }
    try {
        const ens::Rulebook book = ens::Rulebook::bundled(); // once; any number of threads may use it
        const std::string outcome = book.code(visit);
        std::cout << ens::explain(outcome) << '\n' << outcome << '\n';
    } catch (const ens::Error &error) {
        std::cerr << error.what() << '\n' << error.json() << '\n';
        return 1;
    }
}
