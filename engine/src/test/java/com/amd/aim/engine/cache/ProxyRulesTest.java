package com.amd.aim.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRulesTest {

    private static Proxy chosen(Map<String, String> env, String target) throws DownloadException {
        return ProxyRules.of(env).select(URI.create(target)).getFirst();
    }

    private static Proxy proxy(String host, int port) {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }

    @Test
    @DisplayName("the target's scheme chooses the variable, and the lower-case one is stronger")
    void scheme() throws DownloadException {
        Map<String, String> env = Map.of("HTTPS_PROXY", "http://s:3128", "http_proxy", "h", "HTTP_PROXY", "http://H:1");
        assertThat(chosen(env, "https://huggingface.co/x")).isEqualTo(proxy("s", 3128));
        assertThat(chosen(env, "http://mirror/x")).isEqualTo(proxy("h", 80));
        assertThat(chosen(Map.of("ALL_PROXY", "http://a:1"), "https://x/")).isEqualTo(proxy("a", 1));
        assertThat(chosen(Map.of(), "https://x/")).isEqualTo(Proxy.NO_PROXY);
    }

    @ParameterizedTest(name = "NO_PROXY={0} {1}: direct {2}")
    @DisplayName("NO_PROXY names domains, hosts, addresses and blocks")
    @CsvSource({
        "*, https://x.org/, true",
        "corp.org, https://hub.corp.org/, true",
        ".corp.org, https://hub.corp.org/, true",
        "*.corp.org, https://hub.corp.org/, true",
        "corp.org, https://corp.org/, true",
        "corp.org, https://notcorp.org/, false",
        "CORP.org, https://Hub.corp.ORG/, true",
        "hub:8443, https://hub:8443/, true",
        "hub:8443, https://hub/, false",
        "hub:443, https://hub/, true",
        "10.0.0.0/8, https://10.96.0.1/, true",
        "10.0.0.0/8, https://11.0.0.1/, false",
        "10.0.0.0/8, https://ten.org/, false",
        "10.1.128.0/17, https://10.1.200.3/, true",
        "10.1.128.0/17, https://10.1.100.3/, false",
        "fd00::/8, 'https://[fd00::1]/', true",
        "10.0.0.0/99, https://10.0.0.1/, false",
        "nonsense/x, https://10.0.0.1/, false",
        "'a, corp.org', https://corp.org/, true",
        "'', https://corp.org/, false"
    })
    void direct(String noProxy, String target, boolean direct) throws DownloadException {
        Proxy chosen = chosen(Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", noProxy), target);
        assertThat(chosen.equals(Proxy.NO_PROXY)).isEqualTo(direct);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a proxy that cannot be used is refused by its variable's name, never by its value")
    @ValueSource(strings = {"http://user:geheim@p:1", "socks5://p:1", "http://", "http://geheim geheim"})
    void refused(String value) {
        assertThatThrownBy(() -> ProxyRules.of(Map.of("https_proxy", value)))
                .hasMessageContaining("Environment variable https_proxy is not a proxy that can be used")
                .hasMessageNotContaining("geheim");
    }
}
