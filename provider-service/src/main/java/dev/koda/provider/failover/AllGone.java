package dev.koda.provider.failover;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.koda.platform.problem.Problem;
import dev.koda.provider.chain.Excluded;
import dev.koda.provider.completion.VendorProblem;

/** No candidate gave an answer: one problem that lists each with its cause. */
final class AllGone extends Problem {

    private static final long serialVersionUID = 1L;

    private AllGone(int status, String code, String detail) {
        super(status, code, "No provider answered", detail);
    }

    static Problem of(List<Attempted> attempted, List<Excluded> excluded) {
        if (attempted.isEmpty() && !excluded.isEmpty() && excluded.stream().allMatch(AllGone::unknownModel)) {
            return told(404, "model_not_found", "There is no such model: " + left(excluded), attempted, excluded);
        }
        if (attempted.isEmpty()) {
            return told(
                    503,
                    "no_candidate",
                    "No connected provider can take this request: " + left(excluded),
                    attempted,
                    excluded);
        }
        String tried = attempted.stream()
                .map(each ->
                        each.candidate().provider() + "/" + each.candidate().model() + ": "
                                + each.failure().failure().wire() + " ("
                                + each.failure().detail() + ")")
                .collect(Collectors.joining("; "));
        int status = attempted.size() == 1 && !resting(attempted.getFirst())
                ? VendorProblem.statusOf(attempted.getFirst().failure())
                : 503;
        Problem problem = told(status, "all_candidates_failed", "No provider answered. " + tried, attempted, excluded);
        return soonest(attempted).map(problem::retryAfter).orElse(problem);
    }

    private static Problem told(
            int status, String code, String detail, List<Attempted> attempted, List<Excluded> excluded) {
        List<Map<String, Object>> candidates =
                attempted.stream().map(Attempted::told).toList();
        return new AllGone(status, code, detail).with("candidates", candidates).with("excluded", excluded);
    }

    /** Its vendor was not asked: the circuit lets nobody through for a while, and the answer says for how long. */
    private static boolean resting(Attempted attempted) {
        return attempted.failure().code().filter("circuit_open"::equals).isPresent();
    }

    private static boolean unknownModel(Excluded excluded) {
        return "model_not_allowed".equals(excluded.cause());
    }

    private static String left(List<Excluded> excluded) {
        return excluded.isEmpty()
                ? "none is connected. Connect one at /providers."
                : excluded.stream()
                                .map(each -> each.provider() + ": " + each.cause())
                                .collect(Collectors.joining("; ")) + ".";
    }

    private static Optional<Duration> soonest(List<Attempted> attempted) {
        return attempted.stream()
                .flatMap(each -> each.failure().retryAfter().stream())
                .min(Comparator.naturalOrder());
    }
}
