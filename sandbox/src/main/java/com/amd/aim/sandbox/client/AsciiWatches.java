package com.amd.aim.sandbox.client;

import com.amd.aim.kube.value.AsciiJson;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Has what is watched arrive in ASCII. fabric8 (7.9.0) reads a watch by the array behind the decoded characters of each piece, which is as long as
 * there were bytes: with other characters the rest are zeros amid the JSON, and the informer stops for good.
 */
final class AsciiWatches implements Interceptor {
    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(
            AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
        String query = request.uri().getQuery();
        if (query == null || !query.contains("watch=true")) {
            return consumer;
        }
        AsciiJson json = new AsciiJson();
        return (pieces, body) ->
                consumer.consume(pieces.stream().map(json::next).toList(), body);
    }
}
