package com.amd.aim.operator.render;

import com.amd.aim.kube.value.ContentHash;
import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.api.SecretRef;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.List;
import java.util.Optional;

/**
 * The pod template of a service's servers, or why there is none.
 *
 * <p>Pods meet the {@code restricted} Pod Security Standard, hold no token of the API server, and get no environment from Services
 * that happen to be in their namespace (one called {@code vllm} would break the engine's start).
 */
public sealed interface ServerTemplate {
    /** The user and group that servers run as: the one that downloads write the weights as. */
    long USER = 65532;

    /** Requests that run get this long to end. */
    long TERMINATION_GRACE_SECONDS = 120;

    /**
     * There is one.
     *
     * @param template complete, carrying its own hash
     * @param hash by which pods made from it are known
     */
    record Rendered(PodTemplateSpec template, String hash) implements ServerTemplate {}

    /**
     * The user's part of it cannot be honoured.
     *
     * @param message one sentence: which field of {@code spec.podTemplate}, why, and the way out
     */
    record Refused(String message) implements ServerTemplate {}

    static ServerTemplate of(ServerShape shape) {
        PodOverlay overlay = new PodOverlay(shape);
        return switch (overlay.over(base(shape))) {
            case PodOverlay.Laid laid -> hashed(laid.template());
            case PodOverlay.Refused refused -> new Refused(refused.message());
        };
    }

    private static PodTemplateSpec base(ServerShape shape) {
        AIMServiceSpec spec = shape.spec();
        PodTemplateSpecBuilder template = new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(ServerLabels.ofPod(shape.name(), shape.cache()))
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(TERMINATION_GRACE_SECONDS)
                .withSecurityContext(restricted())
                .withImagePullSecrets(pullSecrets(spec))
                .withInitContainers(ServerContainers.verify(shape))
                .withContainers(ServerContainers.server(shape))
                .withVolumes(ServerVolumes.volumes(shape.config(), shape.cache()))
                .endSpec();
        if (shape.revision() != null) {
            template.editMetadata()
                    .addToAnnotations(Names.ANNOTATION_REVISION, shape.revision())
                    .endMetadata();
        }
        return template.build();
    }

    private static PodSecurityContext restricted() {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withFsGroupChangePolicy("OnRootMismatch")
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    private static List<LocalObjectReference> pullSecrets(AIMServiceSpec spec) {
        return Optional.ofNullable(spec.imagePullSecrets()).orElse(List.of()).stream()
                .map(SecretRef::name)
                .map(LocalObjectReference::new)
                .toList();
    }

    private static Rendered hashed(PodTemplateSpec template) {
        String hash = ContentHash.of(Trees.of(template));
        PodTemplateSpec marked = new PodTemplateSpecBuilder(template)
                .editOrNewMetadata()
                .addToAnnotations(Names.ANNOTATION_TEMPLATE, hash)
                .endMetadata()
                .build();
        return new Rendered(marked, hash);
    }
}
