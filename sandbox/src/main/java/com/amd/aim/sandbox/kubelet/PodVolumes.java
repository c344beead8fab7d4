package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.Key;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives every volume of a pod a directory of this machine. */
final class PodVolumes {

    /** A volume that is not there yet; tried again, as a kubelet does. */
    static final class NotYet extends Exception {
        @Serial
        private static final long serialVersionUID = 1;

        private final String reason;

        NotYet(String reason, String message) {
            super(message);
            this.reason = reason;
        }

        /** Of the event that tells it. */
        String reason() {
            return reason;
        }
    }

    private final Function<Key, Optional<PersistentVolumeClaim>> claims;
    private final Environment.Sources sources;
    private final Attachments attachments;
    private final Path claimDirectories;
    private final Path podDirectory;

    /** Claims become {@code claimDirectories/<uid>}; all else lives in the pod's own directory. */
    PodVolumes(
            Function<Key, Optional<PersistentVolumeClaim>> claims,
            Environment.Sources sources,
            Attachments attachments,
            Path claimDirectories,
            Path podDirectory) {
        this.claims = claims;
        this.sources = sources;
        this.attachments = attachments;
        this.claimDirectories = claimDirectories;
        this.podDirectory = podDirectory;
    }

    /** The directory of each volume, by name. */
    Map<String, Path> mount(Pod pod) throws NotYet, IOException {
        Map<String, Path> directories = new LinkedHashMap<>();
        for (Volume volume : Objects.requireNonNullElse(pod.getSpec().getVolumes(), List.<Volume>of())) {
            directories.put(volume.getName(), mount(pod, volume));
        }
        return directories;
    }

    private Path mount(Pod pod, Volume volume) throws NotYet, IOException {
        if (volume.getPersistentVolumeClaim() != null) {
            return claim(pod, volume.getPersistentVolumeClaim().getClaimName());
        }
        Path directory = podDirectory.resolve("volumes").resolve(volume.getName());
        if (volume.getEmptyDir() != null) {
            return Files.createDirectories(directory);
        }
        if (volume.getSecret() != null) {
            return secret(pod, volume, volume.getSecret(), directory);
        }
        if (volume.getConfigMap() != null) {
            return configMap(pod, volume, volume.getConfigMap(), directory);
        }
        throw new NotYet(
                "FailedMount",
                "MountVolume.SetUp failed for volume \"%s\" : a simulated node mounts persistentVolumeClaim, emptyDir,"
                                .formatted(volume.getName())
                        + " secret and configMap volumes only");
    }

    private Path claim(Pod pod, String name) throws NotYet, IOException {
        PersistentVolumeClaim claim = claims.apply(new Key(pod.getMetadata().getNamespace(), name))
                .orElseThrow(() -> new NotYet("FailedMount", "persistentvolumeclaim \"" + name + "\" not found"));
        if (claim.getStatus() == null || !"Bound".equals(claim.getStatus().getPhase())) {
            throw new NotYet("FailedMount", "PersistentVolumeClaim \"" + name + "\" is not bound");
        }
        Optional<String> elsewhere = attachments.attach(claim, pod);
        if (elsewhere.isPresent()) {
            throw new NotYet(
                    "FailedAttachVolume",
                    "Multi-Attach error for volume \"%s\" Volume is already used by pod(s) %s"
                            .formatted(claim.getSpec().getVolumeName(), elsewhere.get()));
        }
        return Files.createDirectories(
                claimDirectories.resolve(claim.getMetadata().getUid()));
    }

    private Path secret(Pod pod, Volume volume, SecretVolumeSource source, Path directory) throws NotYet, IOException {
        Optional<Secret> secret = sources.secret(new Key(pod.getMetadata().getNamespace(), source.getSecretName()));
        if (secret.isEmpty() && !Boolean.TRUE.equals(source.getOptional())) {
            throw missing(volume, "secret \"" + source.getSecretName() + "\" not found");
        }
        return write(volume, directory, bytes(secret.map(Secret::getData)), source.getItems(), source.getOptional());
    }

    private Path configMap(Pod pod, Volume volume, ConfigMapVolumeSource source, Path directory)
            throws NotYet, IOException {
        Optional<ConfigMap> configMap =
                sources.configMap(new Key(pod.getMetadata().getNamespace(), source.getName()));
        if (configMap.isEmpty() && !Boolean.TRUE.equals(source.getOptional())) {
            throw missing(volume, "configmap \"" + source.getName() + "\" not found");
        }
        Map<String, byte[]> files = bytes(configMap.map(ConfigMap::getBinaryData));
        configMap
                .map(ConfigMap::getData)
                .orElse(Map.of())
                .forEach((name, text) -> files.put(name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return write(volume, directory, files, source.getItems(), source.getOptional());
    }

    private static Map<String, byte[]> bytes(Optional<Map<String, String>> data) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        data.orElse(Map.of())
                .forEach((name, value) -> bytes.put(name, Base64.getDecoder().decode(value)));
        return bytes;
    }

    private static Path write(
            Volume volume,
            Path directory,
            Map<String, byte[]> files,
            @Nullable List<KeyToPath> items,
            @Nullable Boolean optional)
            throws NotYet, IOException {
        Files.createDirectories(directory);
        if (items == null || items.isEmpty()) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(directory.resolve(file.getKey()), file.getValue());
            }
            return directory;
        }
        for (KeyToPath item : items) {
            byte[] content = files.get(item.getKey());
            if (content != null) {
                Path file = directory.resolve(item.getPath());
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.write(file, content);
            } else if (!Boolean.TRUE.equals(optional)) {
                throw missing(volume, "references non-existent key: " + item.getKey());
            }
        }
        return directory;
    }

    private static NotYet missing(Volume volume, String what) {
        return new NotYet("FailedMount", "MountVolume.SetUp failed for volume \"" + volume.getName() + "\" : " + what);
    }
}
