package com.amd.aim.kube.schema.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Order, sums and positions in lists. */
@SuppressWarnings("rawtypes") // the language knows what the lists hold, Java need not
final class ListFunctions {

    private static final CelType ITEM = TypeParamType.create("T");
    private static final CelType LIST = ListType.create(ITEM);
    private static final List<CelType> LIST_AND_ITEM = List.of(LIST, ITEM);

    private ListFunctions() {}

    static void addTo(Functions functions) {
        functions
                .method("isSorted", "list_is_sorted_bool", SimpleType.BOOL, LIST, List.class, ListFunctions::sorted)
                .method("sum", "list_sum", ITEM, LIST, List.class, ListFunctions::sum)
                .method("max", "list_max", ITEM, LIST, List.class, list -> extreme(list, "max", 1))
                .method("min", "list_min", ITEM, LIST, List.class, list -> extreme(list, "min", -1))
                .method(
                        "indexOf",
                        "list_a_index_of_int",
                        SimpleType.INT,
                        LIST_AND_ITEM,
                        List.class,
                        Object.class,
                        (list, item) -> (long) list.indexOf(item))
                .method(
                        "lastIndexOf",
                        "list_a_last_index_of_int",
                        SimpleType.INT,
                        LIST_AND_ITEM,
                        List.class,
                        Object.class,
                        (list, item) -> (long) list.lastIndexOf(item));
    }

    private static boolean sorted(List<?> list) {
        for (int i = 1; i < list.size(); i++) {
            if (compare(list.get(i - 1), list.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static Object extreme(List<?> list, String name, int sign) {
        if (list.isEmpty()) {
            throw new IllegalArgumentException(name + " called on empty list");
        }
        Object best = list.getFirst();
        for (Object item : list) {
            best = sign * compare(item, best) > 0 ? item : best;
        }
        return best;
    }

    private static Object sum(List<?> list) {
        Object sum = null;
        for (Object item : list) {
            sum = sum == null ? item : plus(sum, item);
        }
        return Objects.requireNonNullElse(sum, 0L);
    }

    private static Object plus(Object left, Object right) {
        return switch (left) {
            case Long number -> Math.addExact(number, (Long) right);
            case Double number -> number + (Double) right;
            case Duration duration -> duration.plus((Duration) right);
            default -> throw new IllegalArgumentException("no such overload");
        };
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        if (left instanceof Comparable comparable && left.getClass() == right.getClass()) {
            return comparable.compareTo(right);
        }
        throw new IllegalArgumentException("no such overload");
    }
}
