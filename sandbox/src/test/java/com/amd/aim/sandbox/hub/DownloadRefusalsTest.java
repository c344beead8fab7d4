package com.amd.aim.sandbox.hub;

import static com.amd.aim.sandbox.hub.HubFixture.ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.cache.DownloadError;
import com.amd.aim.engine.cache.DownloadFailure;
import com.amd.aim.engine.model.HubSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadRefusalsTest {
    private HubFixture fixture;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        fixture = new HubFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void assertFailure(DownloadFailure failure, DownloadError error, String... parts) {
        assertThat(failure.error()).isEqualTo(error);
        assertThat(failure.message()).contains(parts).endsWith(".");
        assertThat(failure.message() + fixture.log).doesNotContain("hf_");
        assertThat(fixture.hub.traffic().bytesOf(ID)).isZero();
    }

    @Test
    @DisplayName("a gated repository is told from a missing one, with the licence's page")
    void gated() throws Exception {
        fixture.hub.restrict(ID, HubAccess.gated("hf_accepted"));
        fixture.hub.know("hf_other");
        String page = "accept its licence at " + fixture.hub.endpoint() + "/aim/tiny";
        assertFailure(fixture.failure(), DownloadError.GATED, "Repository aim/tiny is gated", page);
        fixture.env.put("HF_TOKEN", "hf_other");
        assertFailure(fixture.failure(), DownloadError.GATED, page, "the present token's account has not been granted");
        fixture.env.put("HF_TOKEN", "hf_accepted");
        assertThat(fixture.download().files()).isEqualTo(9);
    }

    @Test
    @DisplayName("a token that the hub does not know is refused as a token")
    void badToken() {
        fixture.env.put("HF_TOKEN", "hf_wrong");
        assertFailure(fixture.failure(), DownloadError.UNAUTHORIZED, "refuses the token for aim/tiny", "HF_TOKEN");
    }

    @Test
    @DisplayName("without a token, missing and private cannot be told apart, and the sentence says so")
    void missingOrPrivate() throws Exception {
        fixture.hub.restrict(ID, HubAccess.restricted("hf_member"));
        String either = "does not exist or is private";
        assertFailure(fixture.failure(), DownloadError.NOT_FOUND, either, "HF_TOKEN");
        assertFailure(fixture.failure(HubSource.parse("hf://aim/tinny")), DownloadError.NOT_FOUND, either);
        fixture.env.put("HF_TOKEN", "hf_member");
        assertFailure(
                fixture.failure(HubSource.parse("hf://aim/tinny")),
                DownloadError.NOT_FOUND,
                "There is no repository aim/tinny",
                "/models?search=tinny finds names that exist");
        assertThat(fixture.download().files()).isEqualTo(9);
    }

    @Test
    @DisplayName("a revision that does not exist is named")
    void revision() throws Exception {
        assertFailure(
                fixture.failure(HubSource.parse("hf://aim/tiny@v9")),
                DownloadError.REVISION_NOT_FOUND,
                "Repository aim/tiny has no revision \"v9\"");
    }

    @Test
    @DisplayName("a rate limit is waited for as long as the hub asks, then the download goes on")
    void rateLimitedOnce() throws Exception {
        fixture.hub.faults().limitRate(Duration.ofSeconds(7), 2);
        assertThat(fixture.download().files()).isEqualTo(9);
        assertThat(fixture.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
    }

    @Test
    @DisplayName("a rate limit that stays ends in RateLimited")
    void rateLimited() {
        fixture.hub.faults().limitRate(Duration.ofSeconds(7), 100);
        assertFailure(fixture.failure(), DownloadError.RATE_LIMITED, "limits the rate of requests", "HF_TOKEN");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a hub with a problem of its own is tried again, with growing pauses, then unreachable")
    @ValueSource(ints = {500, 502, 503, 504})
    void serverError(int status) throws Exception {
        fixture.hub.faults().refuse(status, 100);
        assertFailure(fixture.failure(), DownloadError.UNREACHABLE, "answers " + status);
        assertThat(fixture.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        fixture.hub.faults().refuse(status, 2);
        assertThat(fixture.download().files()).isEqualTo(9);
    }

    @Test
    @DisplayName("a hub that closes connections, one that is gone and a name that does not exist are unreachable")
    void unreachable() {
        String wayOut = "check the network, HTTPS_PROXY and NO_PROXY, and HF_ENDPOINT for a mirror";
        fixture.hub.faults().down();
        assertFailure(fixture.failure(), DownloadError.UNREACHABLE, "the connection broke", wayOut);
        fixture.hub.close();
        assertFailure(fixture.failure(), DownloadError.UNREACHABLE, "the connection is refused", wayOut);
        fixture.env.put("HF_ENDPOINT", "http://hub.invalid");
        assertFailure(fixture.failure(), DownloadError.UNREACHABLE, "hub.invalid cannot be reached", wayOut);
    }

    @Test
    @DisplayName("the token goes to the hub with every request, and to the storage it redirects to with none")
    void tokenStaysWithTheHub() throws Exception {
        fixture.hub.restrict(ID, HubAccess.gated("hf_accepted"));
        fixture.env.put("HF_TOKEN", "hf_accepted");
        fixture.download();
        assertThat(fixture.hub.traffic().requests())
                .anyMatch(HubRequest::storage)
                .allMatch(request -> request.withToken() != request.storage());
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a repository that lists a path outside its directory, or the marker's, is refused whole")
    @ValueSource(strings = {"../../../evil", "/tmp/evil", "a/../../evil", ".aim-complete.json"})
    void traversal(String path) {
        fixture.hub.add(fixture.model.with(path, "{}".getBytes(StandardCharsets.UTF_8)));
        assertFailure(
                fixture.failure(), DownloadError.INVALID_SOURCE, "Repository aim/tiny cannot be downloaded", path);
        assertThat(fixture.directory).isEmptyDirectory();
    }

    @Test
    @DisplayName("requests go through the proxy of the environment, but to hosts that NO_PROXY names directly")
    void proxy() throws Exception {
        fixture.env.put("HTTP_PROXY", fixture.hub.endpoint().toString());
        fixture.env.put("NO_PROXY", "127.0.0.0/8");
        fixture.env.put("HF_ENDPOINT", "http://hub.invalid");
        assertThat(fixture.download().files()).isEqualTo(9);
    }
}
