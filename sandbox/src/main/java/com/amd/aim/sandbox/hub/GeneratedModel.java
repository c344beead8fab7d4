package com.amd.aim.sandbox.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The files of a model of the Qwen3 architecture with tiny dimensions and made-up weights: an engine that loads it finds every tensor in
 * its right shape, and answers nonsense.
 */
final class GeneratedModel {
    private static final int VOCABULARY = 512;
    private static final int HIDDEN = 128;
    private static final int INTERMEDIATE = 256;
    private static final int HEADS = 4;
    private static final int KV_HEADS = 2;
    private static final int HEAD = 32;

    private final String id;
    private final int layers;
    private final int shards;
    private final int version;

    GeneratedModel(String id, int layers, int shards, int version) {
        this.id = id;
        this.layers = layers;
        this.shards = shards;
        this.version = version;
    }

    List<TinyFile> files() {
        List<TinyFile> files = new ArrayList<>(weights());
        files.add(TinyFile.of("config.json", config().toPrettyString()));
        files.add(TinyFile.of("generation_config.json", generation().toPrettyString()));
        files.add(TinyFile.of("tokenizer.json", TinyTokenizer.tokenizer().toString()));
        files.add(TinyFile.of("tokenizer_config.json", TinyTokenizer.config().toPrettyString()));
        files.add(TinyFile.of("README.md", readme()));
        return files;
    }

    private List<TinyFile> weights() {
        List<Safetensors.Tensor> tensors = tensors();
        ObjectNode index = object();
        index.putObject("metadata")
                .put(
                        "total_size",
                        tensors.stream().mapToLong(Safetensors.Tensor::bytes).sum());
        TreeMap<String, String> map = new TreeMap<>();
        List<TinyFile> files = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            String name = "model-%05d-of-%05d.safetensors".formatted(shard + 1, shards);
            List<Safetensors.Tensor> part =
                    tensors.subList(tensors.size() * shard / shards, tensors.size() * (shard + 1) / shards);
            part.forEach(tensor -> map.put(tensor.name(), name));
            files.add(TinyFile.of(name, Safetensors.container(part, (id + "#" + version).hashCode())));
        }
        index.set("weight_map", new ObjectMapper().valueToTree(map));
        files.add(TinyFile.of("model.safetensors.index.json", index.toPrettyString()));
        return files;
    }

    private List<Safetensors.Tensor> tensors() {
        List<Safetensors.Tensor> tensors = new ArrayList<>();
        tensors.add(new Safetensors.Tensor("model.embed_tokens.weight", VOCABULARY, HIDDEN));
        for (int layer = 0; layer < layers; layer++) {
            String prefix = "model.layers.%d.".formatted(layer);
            tensors.add(new Safetensors.Tensor(prefix + "input_layernorm.weight", HIDDEN));
            tensors.add(new Safetensors.Tensor(prefix + "self_attn.q_proj.weight", HEADS * HEAD, HIDDEN));
            tensors.add(new Safetensors.Tensor(prefix + "self_attn.k_proj.weight", KV_HEADS * HEAD, HIDDEN));
            tensors.add(new Safetensors.Tensor(prefix + "self_attn.v_proj.weight", KV_HEADS * HEAD, HIDDEN));
            tensors.add(new Safetensors.Tensor(prefix + "self_attn.o_proj.weight", HIDDEN, HEADS * HEAD));
            tensors.add(new Safetensors.Tensor(prefix + "self_attn.q_norm.weight", HEAD));
            tensors.add(new Safetensors.Tensor(prefix + "self_attn.k_norm.weight", HEAD));
            tensors.add(new Safetensors.Tensor(prefix + "post_attention_layernorm.weight", HIDDEN));
            tensors.add(new Safetensors.Tensor(prefix + "mlp.gate_proj.weight", INTERMEDIATE, HIDDEN));
            tensors.add(new Safetensors.Tensor(prefix + "mlp.up_proj.weight", INTERMEDIATE, HIDDEN));
            tensors.add(new Safetensors.Tensor(prefix + "mlp.down_proj.weight", HIDDEN, INTERMEDIATE));
        }
        tensors.add(new Safetensors.Tensor("model.norm.weight", HIDDEN));
        return tensors;
    }

    private ObjectNode config() {
        ObjectNode config = object();
        config.putArray("architectures").add("Qwen3ForCausalLM");
        return config.put("model_type", "qwen3")
                .put("torch_dtype", "bfloat16")
                .put("vocab_size", VOCABULARY)
                .put("hidden_size", HIDDEN)
                .put("intermediate_size", INTERMEDIATE)
                .put("num_hidden_layers", layers)
                .put("num_attention_heads", HEADS)
                .put("num_key_value_heads", KV_HEADS)
                .put("head_dim", HEAD)
                .put("hidden_act", "silu")
                .put("rms_norm_eps", 1e-6)
                .put("rope_theta", 1_000_000)
                .put("max_position_embeddings", 2048)
                .put("tie_word_embeddings", true)
                .put("bos_token_id", TinyTokenizer.END_OF_TEXT)
                .put("eos_token_id", TinyTokenizer.END_OF_TURN);
    }

    private static ObjectNode generation() {
        return object().put("bos_token_id", TinyTokenizer.END_OF_TEXT).put("eos_token_id", TinyTokenizer.END_OF_TURN);
    }

    private String readme() {
        return """
                ---
                license: apache-2.0
                ---
                # %s

                Made up on the spot: the files of a model, with weights that mean nothing.
                """.formatted(id);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
