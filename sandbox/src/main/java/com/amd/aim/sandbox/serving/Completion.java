package com.amd.aim.sandbox.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One request for text and the answer to it. The answer says that no model was run and what was asked; the same request
 * gets the same answer. A token is a word with the space before it, or a punctuation mark.
 *
 * @param chat whether it came as a chat
 * @param model as the client named it
 * @param promptTokens how many tokens were asked
 * @param tokens the answer, cut at the client's limit
 * @param finishReason {@code stop}, or {@code length} where it was cut
 * @param usageInStream whether a stream ends with the usage
 */
record Completion(
        boolean chat,
        String model,
        int promptTokens,
        List<String> tokens,
        String finishReason,
        boolean stream,
        boolean usageInStream) {

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:\\w+|[^\\w\\s])");
    private static final int QUOTED = 200;

    /** Answers a request body of {@code /v1/chat/completions} or {@code /v1/completions}. */
    static Completion answer(boolean chat, JsonNode request) {
        List<String> prompts = chat ? messages(request.path("messages")) : prompts(request.path("prompt"));
        String last = prompts.isEmpty() ? "" : prompts.getLast().strip();
        String model = request.path("model").asText();
        String quoted = last.length() > QUOTED ? last.substring(0, QUOTED) + "…" : last;
        List<String> answer = tokens("This answer comes from a simulated engine that stands in for " + model
                + "; no model was run. You asked: " + quoted);
        int limit = limit(request);
        boolean cut = limit < answer.size();
        return new Completion(
                chat,
                model,
                Math.max(
                        1,
                        prompts.stream().mapToInt(text -> tokens(text).size()).sum()),
                cut ? answer.subList(0, limit) : answer,
                cut ? "length" : "stop",
                request.path("stream").asBoolean(),
                request.path("stream_options").path("include_usage").asBoolean());
    }

    /** The whole answer as one object. */
    ObjectNode whole(String id, long created) {
        ObjectNode answer = head(id, chat ? "chat.completion" : "text_completion", created);
        ObjectNode choice = answer.putArray("choices").addObject();
        choice.put("index", 0);
        if (chat) {
            choice.putObject("message").put("role", "assistant").put("content", String.join("", tokens));
        } else {
            choice.put("text", String.join("", tokens));
        }
        choice.putNull("logprobs").put("finish_reason", finishReason);
        answer.set("usage", usage());
        return answer;
    }

    /** One piece of a stream: the token at {@code index}; behind the last one the piece that says why it ended. */
    ObjectNode piece(String id, long created, int index) {
        boolean end = index == tokens.size();
        ObjectNode answer = head(id, chat ? "chat.completion.chunk" : "text_completion", created);
        ObjectNode choice = answer.putArray("choices").addObject();
        choice.put("index", 0);
        String text = end ? "" : tokens.get(index);
        if (!chat) {
            choice.put("text", text);
        } else {
            ObjectNode delta = choice.putObject("delta");
            if (index == 0) {
                delta.put("role", "assistant");
            }
            if (!end) {
                delta.put("content", text);
            }
        }
        choice.putNull("logprobs").put("finish_reason", end ? finishReason : null);
        return answer;
    }

    /** The piece of a stream that carries the usage and nothing else. */
    ObjectNode usagePiece(String id, long created) {
        ObjectNode answer = head(id, chat ? "chat.completion.chunk" : "text_completion", created);
        answer.putArray("choices");
        answer.set("usage", usage());
        return answer;
    }

    private ObjectNode head(String id, String object, long created) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", (chat ? "chatcmpl-" : "cmpl-") + id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    private ObjectNode usage() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", promptTokens)
                .put("total_tokens", promptTokens + tokens.size())
                .put("completion_tokens", tokens.size());
    }

    private static int limit(JsonNode request) {
        JsonNode limit = request.has("max_completion_tokens")
                ? request.get("max_completion_tokens")
                : request.path("max_tokens");
        return limit.isInt() ? Math.max(1, limit.intValue()) : Integer.MAX_VALUE;
    }

    private static List<String> messages(JsonNode messages) {
        List<String> texts = new ArrayList<>();
        for (JsonNode message : messages) {
            JsonNode content = message.path("content");
            if (content.isTextual()) {
                texts.add(content.textValue());
            } else {
                content.forEach(part -> texts.add(part.path("text").asText()));
            }
        }
        return texts;
    }

    private static List<String> prompts(JsonNode prompt) {
        List<String> texts = new ArrayList<>();
        if (prompt.isArray()) {
            prompt.forEach(text -> texts.add(text.asText()));
        } else {
            texts.add(prompt.asText());
        }
        return texts;
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }
}
