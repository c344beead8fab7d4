package com.amd.aim.sandbox.api.tables;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** The columns of storage. */
final class StorageColumns {

    private static final String UNSET = "<unset>";

    private StorageColumns() {}

    static List<Column> claims() {
        return List.of(
                Columns.name(),
                Columns.text("Status", StorageColumns::phase),
                Columns.text("Volume", claim -> Json.text(claim, "spec", "volumeName")),
                Columns.text("Capacity", claim -> whenBound(claim, Json.text(claim, "status", "capacity", "storage"))),
                Columns.text("Access Modes", claim -> whenBound(claim, modes(claim.path("status")))),
                Columns.text("StorageClass", claim -> Json.text(claim, "spec", "storageClassName")),
                Columns.text("VolumeAttributesClass", claim -> UNSET),
                Columns.age(),
                Columns.wide("VolumeMode", claim -> Json.text(claim, "spec", "volumeMode")));
    }

    static List<Column> volumes() {
        return List.of(
                Columns.name(),
                Columns.text("Capacity", volume -> Json.text(volume, "spec", "capacity", "storage")),
                Columns.text("Access Modes", volume -> modes(volume.path("spec"))),
                Columns.text("Reclaim Policy", volume -> Json.text(volume, "spec", "persistentVolumeReclaimPolicy")),
                Columns.text("Status", StorageColumns::phase),
                Columns.text("Claim", StorageColumns::claim),
                Columns.text("StorageClass", volume -> Json.text(volume, "spec", "storageClassName")),
                Columns.text("VolumeAttributesClass", volume -> UNSET),
                Columns.text("Reason", volume -> Json.text(volume, "status", "reason")),
                Columns.age(),
                Columns.wide("VolumeMode", volume -> Json.text(volume, "spec", "volumeMode")));
    }

    static List<Column> classes() {
        return List.of(
                Columns.text("Name", StorageColumns::className),
                Columns.text("Provisioner", object -> Json.text(object, "provisioner")),
                Columns.text("ReclaimPolicy", object -> Json.text(object, "reclaimPolicy")),
                Columns.text("VolumeBindingMode", object -> Json.text(object, "volumeBindingMode")),
                Columns.text(
                        "AllowVolumeExpansion",
                        object -> Boolean.toString(
                                object.path("allowVolumeExpansion").asBoolean())),
                Columns.age());
    }

    private static String className(ObjectNode object) {
        boolean standard = Json.text(object, "metadata", "annotations", "storageclass.kubernetes.io/is-default-class")
                .equals("true");
        return Meta.name(object) + (standard ? " (default)" : "");
    }

    private static String phase(ObjectNode object) {
        return Meta.isBeingDeleted(object) ? "Terminating" : Json.text(object, "status", "phase");
    }

    private static String whenBound(ObjectNode claim, String text) {
        return Json.text(claim, "spec", "volumeName").isEmpty() ? "" : text;
    }

    private static String claim(ObjectNode volume) {
        String name = Json.text(volume, "spec", "claimRef", "name");
        return name.isEmpty() ? "" : Json.text(volume, "spec", "claimRef", "namespace") + "/" + name;
    }

    private static String modes(JsonNode of) {
        return Json.items(of, "accessModes").stream()
                .map(mode -> switch (mode.asText()) {
                    case "ReadWriteOnce" -> "RWO";
                    case "ReadOnlyMany" -> "ROX";
                    case "ReadWriteMany" -> "RWX";
                    case "ReadWriteOncePod" -> "RWOP";
                    default -> mode.asText();
                })
                .collect(Collectors.joining(","));
    }
}
