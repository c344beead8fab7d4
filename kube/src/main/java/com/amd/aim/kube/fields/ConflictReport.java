package com.amd.aim.kube.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Words conflicts as the API server does. */
final class ConflictReport {

    private ConflictReport() {}

    static Applied.Conflicts of(Map<Owner, FieldSet> conflicts) {
        List<Conflict> found = new ArrayList<>();
        StringBuilder lines = new StringBuilder();
        conflicts.forEach((owner, fields) -> {
            lines.append(lines.isEmpty() ? "" : "\n")
                    .append("conflicts with ")
                    .append(owner.shown())
                    .append(':');
            fields.forEach(path -> {
                lines.append("\n- ").append(path);
                found.add(new Conflict(owner.name(), path.toString(), "conflict with " + owner.shown()));
            });
        });
        String message = found.size() == 1
                ? "Apply failed with 1 conflict: " + found.getFirst().message() + ": "
                        + found.getFirst().path()
                : "Apply failed with " + found.size() + " conflicts: " + lines;
        return new Applied.Conflicts(List.copyOf(found), message);
    }
}
