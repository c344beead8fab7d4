package com.amd.aim.engine.cache;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a hub is reached, read from the environment by the names that other tools use: {@code HF_ENDPOINT}, {@code HF_TOKEN},
 * {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY}, {@code NO_PROXY} and {@code SSL_CERT_FILE} (a PEM file that replaces the
 * certificates the runtime trusts).
 *
 * @param endpoint the hub's address, without a slash at its end
 * @param token sent to the endpoint only; null asks without one
 * @param proxies which proxy a request goes through
 * @param trust whom TLS trusts; null trusts whom the runtime trusts
 */
public record HubSettings(
        URI endpoint,
        @Nullable String token,
        ProxySelector proxies,
        @Nullable SSLContext trust) {
    private static final String HUGGING_FACE = "https://huggingface.co";

    /**
     * Reads the environment.
     *
     * @param env the variables
     * @param paths from a path in a variable to the one to open
     * @param endpoint the hub's address; null takes {@code HF_ENDPOINT}, else huggingface.co
     * @throws DownloadException {@link DownloadError#INVALID_SOURCE} or {@link DownloadError#UNAUTHORIZED}, naming the variable
     */
    public static HubSettings of(Map<String, String> env, UnaryOperator<Path> paths, @Nullable String endpoint)
            throws DownloadException {
        String address = endpoint != null ? endpoint : given(env, "HF_ENDPOINT");
        String certificates = given(env, "SSL_CERT_FILE");
        return new HubSettings(
                endpoint(address == null ? HUGGING_FACE : address.strip()),
                token(given(env, "HF_TOKEN")),
                ProxyRules.of(env),
                certificates == null ? null : trust(paths.apply(Path.of(certificates))));
    }

    /** Whether a request to this address may carry the token. */
    boolean isHub(URI address) {
        return endpoint.getScheme().equalsIgnoreCase(address.getScheme())
                && endpoint.getHost().equalsIgnoreCase(address.getHost())
                && ProxyRules.port(endpoint) == ProxyRules.port(address);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "HubSettings[" + endpoint + (token == null ? "" : ", with a token") + "]";
    }

    private static @Nullable String given(Map<String, String> env, String variable) {
        String value = env.getOrDefault(variable, "");
        return value.isBlank() ? null : value;
    }

    private static URI endpoint(String text) throws DownloadException {
        try {
            URI uri = URI.create(text.replaceAll("/+$", ""));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new DownloadException(
                DownloadError.INVALID_SOURCE,
                text.contains("@")
                        ? "The hub's endpoint must not hold a user or password: put the token into HF_TOKEN."
                        : "Endpoint \"%s\" is not the address of a hub, such as https://huggingface.co."
                                .formatted(text));
    }

    /** A Secret made from a file often ends in a line break, which is no part of the token. */
    private static @Nullable String token(@Nullable String value) throws DownloadException {
        if (value == null) {
            return null;
        }
        String token = value.strip();
        if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new DownloadException(
                    DownloadError.UNAUTHORIZED,
                    "HF_TOKEN holds a character that no token has: set the secret key HF_TOKEN to the bare token.");
        }
        return token;
    }

    private static SSLContext trust(Path pem) throws DownloadException {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new DownloadException(
                    DownloadError.INVALID_SOURCE,
                    "SSL_CERT_FILE %s cannot be read as PEM certificates: %s.".formatted(pem, e),
                    e);
        }
    }
}
