package com.amd.aim.engine.cache;

import com.amd.aim.engine.model.HubSource;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What the hub says about a repository at a revision.
 *
 * @param repository {@code org/name}, as it was asked for
 * @param commit the commit that the revision stands for now
 * @param gated whether its licence must be accepted before it can be downloaded
 * @param files all files at that commit, by path
 */
public record ModelInfo(String repository, String commit, boolean gated, List<HubFile> files) {

    public ModelInfo {
        files = files.stream().sorted(Comparator.comparing(HubFile::path)).toList();
    }

    /**
     * Reads the answer of {@code GET /api/models/<id>/revision/<revision>?blobs=true}: {@code sha}, {@code gated} (false, "auto" or
     * "manual") and {@code siblings[]} of {@code rfilename}, {@code size}, {@code blobId} and, for large files, {@code lfs.sha256}.
     *
     * @throws DownloadException when it is not such an answer, or lists a file that cannot be stored safely
     */
    static ModelInfo parse(String repository, String json) throws DownloadException {
        JsonNode node;
        try {
            node = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException _) {
            throw notAHub(repository, "the answer is not JSON");
        }
        String commit = node.path("sha").asText();
        if (!HubSource.isCommit(commit)) {
            throw notAHub(repository, "it has no commit in \"sha\"");
        }
        List<HubFile> files = new ArrayList<>();
        for (JsonNode sibling : node.path("siblings")) {
            files.add(file(repository, sibling));
        }
        JsonNode gated = node.path("gated");
        return new ModelInfo(repository, commit, gated.isTextual() || gated.asBoolean(), files);
    }

    private static HubFile file(String repository, JsonNode sibling) throws DownloadException {
        String path = sibling.path("rfilename").asText();
        if (!sibling.path("size").isIntegralNumber()) {
            throw notAHub(repository, "it gives no size for \"%s\"".formatted(path));
        }
        JsonNode sha256 = sibling.path("lfs").path("sha256");
        try {
            ContentHash hash = sha256.isTextual()
                    ? new ContentHash(ContentHash.Kind.SHA256, sha256.asText().toLowerCase(Locale.ROOT))
                    : new ContentHash(
                            ContentHash.Kind.GIT_SHA1, sibling.path("blobId").asText());
            return new HubFile(path, sibling.path("size").asLong(), hash);
        } catch (IllegalArgumentException e) {
            throw new DownloadException(
                    DownloadError.INVALID_SOURCE,
                    "Repository %s cannot be downloaded: %s.".formatted(repository, e.getMessage()),
                    e);
        }
    }

    private static DownloadException notAHub(String repository, String why) {
        return new DownloadException(
                DownloadError.INTERNAL,
                "The hub's description of %s cannot be used: %s; check that the endpoint speaks the Hugging Face API."
                        .formatted(repository, why));
    }
}
