package com.amd.aim.sandbox.hub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A byte-level tokenizer without merges: each byte is a token, and three special ones make up a chat. */
final class TinyTokenizer {
    static final int END_OF_TEXT = 256;
    static final int END_OF_TURN = 258;

    private static final List<String> SPECIAL = List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");
    private static final String CHAT_TEMPLATE = """
            {% for message in messages %}<|im_start|>{{ message['role'] }}
            {{ message['content'] }}<|im_end|>
            {% endfor %}{% if add_generation_prompt %}<|im_start|>assistant
            {% endif %}""";

    private TinyTokenizer() {}

    static ObjectNode tokenizer() {
        ObjectNode tokenizer = object();
        tokenizer.put("version", "1.0").putNull("truncation").putNull("padding");
        ArrayNode added = tokenizer.putArray("added_tokens");
        for (int i = 0; i < SPECIAL.size(); i++) {
            added.addObject()
                    .put("id", END_OF_TEXT + i)
                    .put("content", SPECIAL.get(i))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        tokenizer.putNull("normalizer");
        tokenizer.set("pre_tokenizer", byteLevel());
        tokenizer.set("post_processor", byteLevel());
        tokenizer.set("decoder", byteLevel());
        ObjectNode model = tokenizer
                .putObject("model")
                .put("type", "BPE")
                .putNull("dropout")
                .putNull("unk_token")
                .putNull("continuing_subword_prefix")
                .putNull("end_of_word_suffix")
                .put("fuse_unk", false)
                .put("byte_fallback", false);
        model.set("vocab", bytes());
        model.putArray("merges");
        return tokenizer;
    }

    static ObjectNode config() {
        return object().put("tokenizer_class", "PreTrainedTokenizerFast")
                .put("model_max_length", 2048)
                .put("eos_token", SPECIAL.get(2))
                .put("pad_token", SPECIAL.get(0))
                .put("chat_template", CHAT_TEMPLATE);
    }

    /** Byte-level tokenizers write each byte as a visible character: its own where it has one, else the next free one from 256 on. */
    private static ObjectNode bytes() {
        ObjectNode vocabulary = object();
        int free = 256;
        for (int b = 0; b < 256; b++) {
            boolean visible = (b > ' ' && b < 127) || (b > 160 && b != 173);
            vocabulary.put(Character.toString(visible ? b : free++), b);
        }
        return vocabulary;
    }

    private static ObjectNode byteLevel() {
        return object().put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
