package com.amd.aim.sandbox.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.amd.aim.sandbox.api.ApiServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

@DisplayName("The sandbox answers as the real API server did")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptsTest {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("aim.root")));
    private static final List<String> CRDS = List.of("aimservices", "aimrecipes", "aimmodelcaches");

    private final Scripts scripts = Scripts.ofTree();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ApiServer sandbox;

    ScriptsTest() throws IOException {
        this.sandbox = ApiServer.start(0, "a-token");
    }

    private Runner runner() {
        return new Runner(new Server(sandbox.uri(), sandbox.token(), http), "script");
    }

    @BeforeAll
    void define() {
        for (String kind : CRDS) {
            runner().define(Scripts.documents(ROOT.resolve("crds/" + kind + ".yaml")));
        }
        runner().define(scripts.definitions());
    }

    @AfterAll
    void close() {
        http.shutdownNow();
        sandbox.close();
    }

    @TestFactory
    @DisplayName("but for the differences that have a reason; each of them still occurs")
    Stream<DynamicTest> answers() {
        Runner runner = runner();
        Allowances allowances = scripts.allowances();
        Stream<DynamicTest> each = scripts.topics().stream().flatMap(topic -> {
            JsonNode recorded = scripts.answers(topic);
            return scripts.of(topic).stream()
                    .map(script -> dynamicTest(script.toString(), () -> {
                        JsonNode answered = runner.answers(script);
                        List<Difference> found = Difference.between(script, recorded.required(script.name()), answered);
                        assertThat(allowances.refused(found)).isEmpty();
                    }));
        });
        DynamicTest last = dynamicTest(
                "every allowed difference occurred",
                () -> assertThat(allowances.unseen()).isEmpty());
        return Stream.concat(each, Stream.of(last));
    }

    @Test
    @DisplayName("every script has recorded answers, and nothing else has")
    void recorded() {
        assertThat(scripts.topics())
                .allSatisfy(topic -> assertThat(scripts.answers(topic).fieldNames())
                        .toIterable()
                        .containsExactlyElementsOf(
                                scripts.of(topic).stream().map(Script::name).toList()));
    }

    @Test
    @DisplayName("every reason for a difference is a line of the README")
    void reasons() throws IOException {
        String readme = Files.readString(ROOT.resolve("sandbox/README.md")).replaceAll("\\s+", " ");
        assertThat(scripts.allowances().reasons())
                .allSatisfy(reason -> assertThat(readme).contains("- " + reason));
    }
}
