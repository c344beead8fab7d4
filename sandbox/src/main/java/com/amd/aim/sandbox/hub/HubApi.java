package com.amd.aim.sandbox.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hub's side that names things: what a repository consists of, and where its files are. Large files are redirected to the storage,
 * small ones sent from here. Refusals are those of the real hub, told apart by {@code X-Error-Code}.
 */
final class HubApi {
    private static final Pattern INFO = Pattern.compile("/api/models/([^/]+/[^/]+)(?:/revision/([^/]+))?");
    private static final Pattern TREE = Pattern.compile("/api/models/([^/]+/[^/]+)/tree/([^/]+)");
    private static final Pattern RESOLVE = Pattern.compile("/([^/]+/[^/]+)/resolve/([^/]+)/(.+)");
    private static final Refusal NO_ENDPOINT = new Refusal(404, "", "This endpoint is none of the tiny hub's.");
    private static final Refusal BAD_TOKEN = new Refusal(401, "", "Invalid credentials in Authorization header");

    private final Map<String, HostedRepository> repositories;
    private final Set<String> tokens;
    private final URI storage;
    private final FileAnswer files;

    private record Refusal(int status, String code, String message) {}

    HubApi(Map<String, HostedRepository> repositories, Set<String> tokens, URI storage, FileAnswer files) {
        this.repositories = repositories;
        this.tokens = tokens;
        this.storage = storage;
        this.files = files;
    }

    void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        boolean blobs = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "")
                .contains("blobs=true");
        Matcher info = INFO.matcher(path);
        Matcher tree = TREE.matcher(path);
        Matcher resolve = RESOLVE.matcher(path);
        if (token(exchange).filter(token -> !tokens.contains(token)).isPresent()) {
            refuse(exchange, BAD_TOKEN);
        } else if (info.matches()) {
            describe(
                    exchange,
                    info.group(1),
                    Objects.requireNonNullElse(info.group(2), "main"),
                    (model, access) -> HubListing.info(model, access, blobs));
        } else if (tree.matches()) {
            describe(exchange, tree.group(1), tree.group(2), (model, _) -> HubListing.tree(model));
        } else if (resolve.matches()) {
            resolve(exchange, resolve.group(1), resolve.group(2), decoded(resolve.group(3)));
        } else {
            refuse(exchange, NO_ENDPOINT);
        }
    }

    @FunctionalInterface
    private interface Description {
        JsonNode of(TinyModel model, HubAccess access);
    }

    private void describe(HttpExchange exchange, String id, String revision, Description description)
            throws IOException {
        Optional<HostedRepository> repository = visible(exchange, id);
        if (repository.isEmpty()) {
            refuse(exchange, missing(exchange));
            return;
        }
        Optional<TinyModel> model = repository.get().at(decoded(revision));
        if (model.isEmpty()) {
            refuse(exchange, new Refusal(404, "RevisionNotFound", "Invalid rev id: " + decoded(revision)));
            return;
        }
        byte[] body = description
                .of(model.get(), repository.get().access())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void resolve(HttpExchange exchange, String id, String revision, String path) throws IOException {
        Optional<HostedRepository> repository = visible(exchange, id);
        if (repository.isEmpty()) {
            refuse(exchange, missing(exchange));
            return;
        }
        Optional<TinyModel> model = repository.get().at(decoded(revision));
        Optional<TinyFile> file = model.flatMap(found -> found.files().stream()
                .filter(candidate -> candidate.path().equals(path))
                .findFirst());
        String token = token(exchange).orElse("");
        if (!repository.get().access().lets(token)) {
            refuse(
                    exchange,
                    new Refusal(
                            token.isEmpty() ? 401 : 403,
                            "GatedRepo",
                            "Access to model %s is restricted and you are not in the authorized list.".formatted(id)));
        } else if (model.isEmpty()) {
            refuse(exchange, new Refusal(404, "RevisionNotFound", "Invalid rev id: " + decoded(revision)));
        } else if (file.isEmpty()) {
            refuse(exchange, new Refusal(404, "EntryNotFound", "Entry not found"));
        } else {
            exchange.getResponseHeaders().set("X-Repo-Commit", model.get().commit());
            send(exchange, id, file.get());
        }
    }

    private void send(HttpExchange exchange, String id, TinyFile file) throws IOException {
        if (!file.large()) {
            files.send(exchange, id, file);
            return;
        }
        Headers headers = exchange.getResponseHeaders();
        headers.set("X-Linked-Etag", "\"" + file.hash() + "\"");
        headers.set("X-Linked-Size", Integer.toString(file.content().length));
        headers.set("ETag", "\"" + file.gitId() + "\"");
        headers.set("Location", "%s/%s/%s?signature=made-up".formatted(storage, id, file.hash()));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    /** A private repository is there for its members only. */
    private Optional<HostedRepository> visible(HttpExchange exchange, String id) {
        return Optional.ofNullable(repositories.get(id))
                .filter(repository -> repository.access().kind() != HubAccess.Kind.PRIVATE
                        || repository.access().lets(token(exchange).orElse("")));
    }

    private static Refusal missing(HttpExchange exchange) {
        return token(exchange).isPresent()
                ? new Refusal(404, "RepoNotFound", "Repository not found")
                : new Refusal(401, "RepoNotFound", "Invalid username or password.");
    }

    private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        if (!refusal.code().isEmpty()) {
            headers.set("X-Error-Code", refusal.code());
        }
        headers.set("X-Error-Message", refusal.message());
        exchange.sendResponseHeaders(refusal.status(), -1);
        exchange.close();
    }

    private static Optional<String> token(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .map(header -> header.replaceFirst("^Bearer ", ""));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
