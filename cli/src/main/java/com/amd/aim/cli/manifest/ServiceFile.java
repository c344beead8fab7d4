package com.amd.aim.cli.manifest;

import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.List;

/** AIMServices in a file, whatever else stands in it. */
public final class ServiceFile {
    private static final String KIND = HasMetadata.getKind(AIMService.class);

    private ServiceFile() {}

    /**
     * Reads them in their order.
     *
     * @throws IllegalArgumentException with a sentence that begins with the file's name
     */
    public static List<AIMService> read(Path file) {
        try {
            return ManifestFile.objects(ManifestFile.text(file)).stream()
                    .filter(object -> ManifestFile.kind(object).equals(KIND))
                    .map(object -> ManifestFile.as(object, AIMService.class))
                    .map(ServiceFile::whole)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw ManifestFile.in(file, e);
        }
    }

    private static AIMService whole(AIMService service) {
        if (service.getSpec() == null || service.getSpec().modelId() == null) {
            throw new IllegalArgumentException("AIMService %s has no spec.modelId, the only field that must be there."
                    .formatted(service.getMetadata().getName()));
        }
        return service;
    }
}
