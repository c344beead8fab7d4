package com.amd.aim.cli.doctor;

import java.util.List;

/** Whether the operator may do all that it does. */
final class RightsCheck implements Check {
    private static final String SUBJECT = "Rights";

    @Override
    public List<Finding> of(Observations seen) {
        return switch (seen.rights()) {
            case Seen.Hidden<Observations.Rights>(String why) ->
                List.of(Finding.warning(
                        SUBJECT,
                        "Not checked, since this user cannot ask for those of the operator: " + why,
                        "kubectl auth can-i create subjectaccessreviews"));
            case Seen.Known<Observations.Rights>(Observations.Rights rights)
            when rights.missing().isEmpty() ->
                List.of(Finding.ok(SUBJECT, "%s may do all that the operator does.".formatted(rights.whose())));
            case Seen.Known<Observations.Rights>(Observations.Rights rights) -> List.of(lacking(rights));
        };
    }

    /** Those of somebody who merely looks are no matter of the cluster's. */
    private static Finding lacking(Observations.Rights rights) {
        String message =
                "%s may not %s, which the operator does.".formatted(rights.whose(), Count.names(rights.missing()));
        return rights.subject().isEmpty()
                ? Finding.warning(
                        SUBJECT,
                        message,
                        "kubectl auth can-i " + rights.missing().getFirst())
                : Finding.error(
                        SUBJECT,
                        message,
                        "kubectl auth can-i %s --as %s"
                                .formatted(rights.missing().getFirst(), rights.subject()));
    }
}
