package com.amd.aim.kube.schema;

import com.amd.aim.kube.value.GoText;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints parts of a definition as the API server does: as its own structs, with Go's names of their fields. Of a version what stands
 * beside its name and flags is left out.
 */
final class GoStructs {

    private GoStructs() {}

    static String rule(Rule rule) {
        JsonNode json = rule.json();
        return "{\"Rule\":" + GoText.jsonString(rule.expression()) + ",\"Message\":" + GoText.jsonString(rule.message())
                + ",\"MessageExpression\":" + GoText.jsonString(rule.messageExpression()) + ",\"Reason\":"
                + orNull(json.path("reason")) + ",\"FieldPath\":" + GoText.jsonString(rule.fieldPath())
                + ",\"OptionalOldSelf\":" + orNull(json.path("optionalOldSelf")) + "}";
    }

    static String versions(JsonNode versions) {
        List<String> shown = new ArrayList<>();
        for (JsonNode version : versions) {
            shown.add(
                    "{\"Name\":" + GoText.jsonString(version.path("name").asText()) + ",\"Served\":"
                            + version.path("served").asBoolean() + ",\"Storage\":"
                            + version.path("storage").asBoolean() + ",\"Deprecated\":"
                            + version.path("deprecated").asBoolean() + ",\"DeprecationWarning\":"
                            + orNull(version.path("deprecationWarning"))
                            + ",\"Schema\":null,\"Subresources\":null,\"AdditionalPrinterColumns\":null,\"SelectableFields\":null}");
        }
        return "[" + String.join(",", shown) + "]";
    }

    private static String orNull(JsonNode value) {
        return value.isMissingNode() ? "null" : GoText.json(value);
    }
}
