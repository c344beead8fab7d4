package com.amd.aim.kube.schema.cel;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * A set, or a list whose items have keys: equal to another in any order, united with another by {@code +}. The evaluator
 * copies lists into its own unless they offer random access.
 */
public final class UnorderedList extends AbstractList<Object> implements RandomAccess {

    private final List<Object> items;
    private final List<String> keys;

    /**
     * Makes a list.
     *
     * @param keys the fields by which items are told apart, as expressions write them; none in a set
     */
    public UnorderedList(List<Object> items, List<String> keys) {
        this.items = List.copyOf(items);
        this.keys = List.copyOf(keys);
    }

    @Override
    public Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }

    /** {@return whether the other list has the same items} */
    boolean sameAs(List<?> other, BiPredicate<Object, Object> equal) {
        List<Object> left = new ArrayList<>(other);
        for (Object item : items) {
            int place = indexOf(left, candidate -> equal.test(item, candidate));
            if (place < 0) {
                return false;
            }
            left.remove(place);
        }
        return left.isEmpty();
    }

    /** {@return the items of both; of two with the same keys the other's, in the place of the first} */
    UnorderedList with(List<?> other, BiPredicate<Object, Object> equal) {
        List<Object> united = new ArrayList<>(items);
        for (Object item : other) {
            int place = indexOf(united, candidate -> same(candidate, item, equal));
            if (place < 0) {
                united.add(item);
            } else {
                united.set(place, item);
            }
        }
        return new UnorderedList(united, keys);
    }

    private boolean same(Object left, Object right, BiPredicate<Object, Object> equal) {
        if (keys.isEmpty() || !(left instanceof Map<?, ?> mine) || !(right instanceof Map<?, ?> theirs)) {
            return equal.test(left, right);
        }
        return keys.stream()
                .allMatch(key ->
                        mine.containsKey(key) && theirs.containsKey(key) && equal.test(mine.get(key), theirs.get(key)));
    }

    private static int indexOf(List<Object> items, Predicate<Object> wanted) {
        for (int i = 0; i < items.size(); i++) {
            if (wanted.test(items.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
