package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The transitions between two statuses that are worth an event. */
public final class ServiceNews {
    private record Watched(String type, Predicate<Condition> worth) {}

    /** In the order of the work: a choice, the weights, the servers; then what somebody should know beside. */
    private static final List<Watched> WATCHED = List.of(
            new Watched(ServiceConditions.RECIPE_SELECTED, ServiceNews::isTrue),
            new Watched(ServiceConditions.CACHE_READY, ServiceNews::isTrue),
            new Watched(ServiceConditions.READY, _ -> true),
            new Watched(ServiceConditions.UPDATE_AVAILABLE, ServiceNews::isTrue),
            new Watched(ServiceConditions.RECONCILING, ServiceNews::isConflict));

    private ServiceNews() {}

    /** What became so. */
    public static List<Finding> between(@Nullable AIMServiceStatus before, AIMServiceStatus after) {
        return WATCHED.stream().flatMap(watched -> news(watched, before, after)).toList();
    }

    private static Stream<Finding> news(Watched watched, @Nullable AIMServiceStatus before, AIMServiceStatus after) {
        Optional<Condition> old =
                before == null ? Optional.empty() : Conditions.find(before.conditions(), watched.type());
        return Conditions.find(after.conditions(), watched.type()).stream()
                .filter(watched.worth())
                .filter(fresh ->
                        old.filter(earlier -> saysTheSame(earlier, fresh)).isEmpty())
                .map(fresh -> new Finding(Reason.valueOf(fresh.getReason()), fresh.getMessage()));
    }

    /** A message that changes while the reason stays is no transition, unless it names another choice. */
    private static boolean saysTheSame(Condition earlier, Condition fresh) {
        boolean same = earlier.getStatus().equals(fresh.getStatus())
                && earlier.getReason().equals(fresh.getReason());
        boolean choice = ServiceConditions.RECIPE_SELECTED.equals(fresh.getType());
        return same && (!choice || earlier.getMessage().equals(fresh.getMessage()));
    }

    private static boolean isTrue(Condition condition) {
        return "True".equals(condition.getStatus());
    }

    private static boolean isConflict(Condition condition) {
        return Reason.FieldConflict.name().equals(condition.getReason());
    }
}
