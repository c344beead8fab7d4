package com.amd.aim.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.sandbox.controller.GroupRollout.Group;
import com.amd.aim.sandbox.controller.GroupRollout.Step;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupRolloutTest {

    /** Groups from the first on: U updated, O old, each in lower case while not ready; L leaving. */
    @ParameterizedTest(name = "{0}")
    @DisplayName("creates, deletes and replaces groups")
    @CsvSource(textBlock = """
                    missing ones come all at once,                     3, 1, 0, 0, '',    '0 1 2', ''
                    what is as it should be stays,                     3, 1, 0, 0, UUU,   '',      ''
                    too many go from the end whatever their state,     1, 1, 0, 0, UuU,   '',      '1 2'
                    none is wanted at zero,                            0, 0, 0, 0, UU,    '',      '0 1'
                    the last is replaced first,                        3, 1, 0, 0, OOO,   '',      '2'
                    the next waits until that one is ready,            3, 1, 0, 0, OOu,   '',      ''
                    and follows then,                                  3, 1, 0, 0, OOU,   '',      '1'
                    as many at once as may be unavailable,             4, 2, 0, 0, OOOO,  '',      '2 3'
                    old ones that are not ready are replaced at once,  3, 1, 0, 0, ooO,   '',      '0 1'
                    one that leaves is not deleted again,              3, 1, 0, 0, OOL,   '',      ''
                    those before the partition keep their templates,   3, 1, 0, 2, OOU,   '',      ''
                    a surge comes first,                               2, 0, 1, 0, OO,    '2',     ''
                    nothing goes before it is ready,                   2, 0, 1, 0, OOu,   '',      ''
                    then the last does,                                2, 0, 1, 0, OOU,   '',      '1'
                    the surge stays until all are ready,               2, 0, 1, 0, uUU,   '',      ''
                    and goes then,                                     2, 0, 1, 0, UUU,   '',      '2'
                    """)
    void next(
            String what,
            int replicas,
            int maxUnavailable,
            int maxSurge,
            int partition,
            String groups,
            String create,
            String delete) {
        Step step = new GroupRollout(replicas, maxSurge, maxUnavailable, partition).next(read(groups));

        assertThat(step).as(what).isEqualTo(new Step(new TreeSet<>(numbers(create)), new TreeSet<>(numbers(delete))));
    }

    private static List<Group> read(String text) {
        return IntStream.range(0, text.length())
                .mapToObj(index -> group(index, text.charAt(index)))
                .toList();
    }

    private static Group group(int index, char letter) {
        boolean leaving = letter == 'L';
        return new Group(
                index, Character.isUpperCase(letter) && !leaving, Character.toUpperCase(letter) == 'U', leaving);
    }

    private static Set<Integer> numbers(String text) {
        Set<Integer> numbers = new TreeSet<>();
        for (String number : text.isBlank() ? new String[0] : text.split(" ", -1)) {
            numbers.add(Integer.valueOf(number));
        }
        return numbers;
    }
}
