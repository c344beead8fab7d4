package com.amd.aim.sandbox.api.tables;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import java.util.List;

/** Columns that many kinds share. */
final class Columns {

    private Columns() {}

    static Column name() {
        return new Column(
                "Name", "string", "name", Descriptions.NAME, 0, (object, _) -> object.textNode(Meta.name(object)));
    }

    static Column age() {
        return new Column(
                "Age", "string", "", Descriptions.CREATED, 0, (object, now) -> object.textNode(Ages.of(object, now)));
    }

    /** What a kind without columns of its own shows. */
    static List<Column> plain() {
        return List.of(
                name(),
                new Column(
                        "Created At",
                        "date",
                        "",
                        Descriptions.CREATED,
                        0,
                        (object, _) -> object.textNode(Json.text(object, "metadata", "creationTimestamp"))));
    }
}
