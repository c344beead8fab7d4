package com.amd.aim.sandbox.api.write;

import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.ApiFailure.Cause;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Which version of an object a write means. */
final class Preconditions {

    static final String STALE =
            "the object has been modified; please apply your changes to the latest version and try again";

    private Preconditions() {}

    /** A PUT of some kinds must name the version it replaces. */
    static void requireNamedVersion(WriteRequest request, ObjectNode sent) {
        if (Meta.resourceVersion(sent).isEmpty() && !request.type().blindUpdate()) {
            throw ApiFailure.invalid(
                    request.type().group(),
                    request.type().plural(),
                    request.named(),
                    List.of(new Cause(
                            "FieldValueInvalid",
                            "Invalid value: 0: must be specified for an update",
                            "metadata.resourceVersion")));
        }
    }

    /** A version or uid that was sent must be the object's. */
    static void requireSame(WriteRequest request, ObjectNode sent, ObjectNode old) {
        String uid = Meta.uid(sent);
        if (!uid.isEmpty() && !uid.equals(Meta.uid(old))) {
            String place = request.namespace().isEmpty() ? "" : request.namespace() + "/";
            throw conflict(
                    request,
                    "StorageError: invalid object, Code: 4, Key: /registry/"
                            + request.type().plural() + "/" + place
                            + request.named()
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                            + uid
                            + ", UID in object meta: " + Meta.uid(old));
        }
        String version = Meta.resourceVersion(sent);
        if (!version.isEmpty() && !version.equals("0") && !version.equals(Meta.resourceVersion(old))) {
            throw conflict(request, STALE);
        }
    }

    /** A uid means an object that is there; a version that an apply names counts only for one that exists. */
    static void requireNoUid(WriteRequest request, ObjectNode body) {
        String uid = Meta.uid(body);
        if (!uid.isEmpty()) {
            throw conflict(
                    request,
                    "uid mismatch: the provided object specified uid " + uid + ", and no existing object was found");
        }
    }

    /** A patch or an apply that names a uid means the object that has it. */
    static void requireUid(WriteRequest request, ObjectNode body, String living) {
        String uid = Meta.uid(body);
        if (!uid.isEmpty() && !uid.equals(living)) {
            throw immutable(
                    request,
                    List.of(new Cause(
                            "FieldValueInvalid",
                            "Invalid value: \"" + uid + "\": field is immutable",
                            "metadata.uid")));
        }
    }

    /** Changes of metadata are judged for all kinds and for each kind again, so that every cause comes twice. */
    private static ApiFailure immutable(WriteRequest request, List<Cause> causes) {
        return ApiFailure.invalid(
                request.type().group(),
                request.type().kind(),
                request.named(),
                Collections.nCopies(2, causes).stream().flatMap(List::stream).toList());
    }

    /** Only a deletion marks an object as deleted; of one that is so marked the marks stay as they are. */
    static void requireUnmarked(WriteRequest request, ObjectNode sent, ObjectNode old) {
        List<Cause> causes = Stream.of("deletionTimestamp", "deletionGracePeriodSeconds")
                .filter(field -> !Meta.isBeingDeleted(old) || field.equals("deletionGracePeriodSeconds"))
                .filter(field -> Json.at(sent, "metadata", field) != null)
                .filter(field -> !sent.at("/metadata/" + field).equals(old.at("/metadata/" + field)))
                .map(field -> new Cause(
                        "FieldValueInvalid",
                        "Invalid value: " + sent.at("/metadata/" + field) + ": field is immutable",
                        "metadata." + field))
                .toList();
        if (request.subresource().isEmpty() && !causes.isEmpty()) {
            throw immutable(request, causes);
        }
    }

    static ApiFailure conflict(WriteRequest request, String why) {
        return ApiFailure.conflict(request.type().group(), request.type().plural(), request.named(), why);
    }

    static ApiFailure notFound(WriteRequest request) {
        return ApiFailure.notFound(request.type().group(), request.type().plural(), request.named());
    }
}
