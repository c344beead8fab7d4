package com.amd.aim.operator.status;

import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the status of a kind of resource when it differs. Remembers what it wrote until the informer shows it, so that a look in
 * between neither writes the same again nor takes older conditions for the last ones.
 */
public final class StatusWriter<S, R extends CustomResource<?, S>> {
    private record Written<S>(String over, @Nullable String version, S status) {
        /** An informer may show what was written before this over the same version. */
        boolean isNewerThan(String seen) {
            return over.equals(seen) || ResourceVersions.isOlder(seen, version);
        }
    }

    private final KubernetesClient client;
    private final Supplier<R> fresh;
    private final Map<String, Written<S>> written = new ConcurrentHashMap<>();

    /**
     * For one kind.
     *
     * @param fresh makes an empty resource
     */
    public StatusWriter(KubernetesClient client, Supplier<R> fresh) {
        this.client = client;
        this.fresh = fresh;
    }

    /**
     * The resource with the status it has by now.
     *
     * @param seen the caller's own copy of what the informer shows
     */
    public R latest(R seen) {
        Written<S> last = written.get(seen.getMetadata().getUid());
        if (last == null) {
            return seen;
        }
        if (last.isNewerThan(seen.getMetadata().getResourceVersion())) {
            seen.setStatus(last.status());
        } else {
            written.remove(seen.getMetadata().getUid(), last);
        }
        return seen;
    }

    /**
     * Writes the complete status, unless it is the one that is there.
     *
     * @return whether it was written
     */
    public boolean write(R about, S status) {
        if (status.equals(about.getStatus())) {
            return false;
        }
        try {
            R stored = client.resource(only(about, status))
                    .subresource("status")
                    .patch(new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager(Names.FIELD_MANAGER)
                            .withForce(true)
                            .build());
            written.put(
                    about.getMetadata().getUid(),
                    new Written<>(
                            about.getMetadata().getResourceVersion(),
                            stored.getMetadata().getResourceVersion(),
                            status));
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** The resource is gone. */
    public void forget(R gone) {
        written.remove(gone.getMetadata().getUid());
    }

    /** Its identity and the status: what is applied is all that we own of it. */
    private R only(R about, S status) {
        R resource = fresh.get();
        resource.setMetadata(new ObjectMetaBuilder()
                .withName(about.getMetadata().getName())
                .withNamespace(about.getMetadata().getNamespace())
                .withUid(about.getMetadata().getUid())
                .build());
        resource.setStatus(status);
        return resource;
    }
}
