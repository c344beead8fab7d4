package com.amd.aim.operator.harness;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Edits as people make them: again where a controller was faster. */
public final class Edits {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Edits() {}

    /**
     * Edits one object.
     *
     * @param resource by name, so that it is read anew each time
     */
    public static <T> T edit(Resource<T> resource, UnaryOperator<T> change) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptionsMatching(Edits::isConflict)
                .until(() -> resource.edit(change), Objects::nonNull);
    }

    private static boolean isConflict(Throwable problem) {
        return problem instanceof KubernetesClientException refused
                && refused.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }
}
