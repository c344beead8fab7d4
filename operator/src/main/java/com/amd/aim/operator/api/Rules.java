package com.amd.aim.operator.api;

/**
 * The rules that several fields share, in the Common Expression Language, each beside the expression of its message. A message
 * names the field, the value and the way out.
 */
final class Rules {
    /** Names that other names are derived from: a Service's starts with a letter, a Job's has at most 63 characters. */
    static final String NAME = "self.metadata.name.matches('^[a-z]([-a-z0-9]{0,50}[a-z0-9])?$')";

    static final String NAME_MESSAGE =
            "metadata.name must start with a letter, hold only a-z, 0-9 and '-', end with a letter or digit, and have at most 52 characters";
    static final String NAME_EXPRESSION = "\"metadata.name: '\" + self.metadata.name"
            + " + \"' cannot be used, since other names are derived from it; start with a letter, use only a-z, 0-9 and '-',"
            + " end with a letter or digit, and use at most 52 characters\"";

    /** What the hub takes for a repository: letters, digits, '.', '_' and '-', without '--' and '..', which its cache layout needs. */
    static final String HUB_ID =
            "self.matches('^[A-Za-z0-9_]([A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?/[A-Za-z0-9_]([A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?$')"
                    + " && !self.contains('--') && !self.contains('..')";

    static final String MODEL_ID_MESSAGE =
            "spec.modelId must be a hub id of the form organisation/name, such as Qwen/Qwen3-32B";
    static final String MODEL_ID_EXPRESSION = "\"spec.modelId: '\" + self"
            + " + \"' is not a hub id; write it as organisation/name, such as Qwen/Qwen3-32B\"";

    static final String HUB_URI =
            "self.matches('^hf://[A-Za-z0-9_]([A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?/[A-Za-z0-9_]([A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?$')"
                    + " && !self.contains('--') && !self.contains('..')";

    static final String HUB_URI_MESSAGE =
            "the uri must be of the form hf://organisation/name, such as hf://Qwen/Qwen3-32B";
    static final String HUB_URI_EXPRESSION = "\"uri: '\" + self"
            + " + \"' is not a source; write it as hf://organisation/name, such as hf://Qwen/Qwen3-32B\"";

    static final String WEIGHTS_URI =
            "self.matches('^hf://[A-Za-z0-9_]([A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?/[A-Za-z0-9_]([A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?(@[A-Za-z0-9_][A-Za-z0-9_.+/-]*)?$')"
                    + " && !self.contains('--') && !self.contains('..')";

    static final String WEIGHTS_URI_MESSAGE =
            "the uri must be of the form hf://organisation/name or hf://organisation/name@revision";
    static final String WEIGHTS_URI_EXPRESSION = "\"uri: '\" + self"
            + " + \"' is not a source; write it as hf://organisation/name or hf://organisation/name@revision\"";

    static final String REVISION =
            "self.matches('^[A-Za-z0-9_][A-Za-z0-9_.+-]*(/[A-Za-z0-9_][A-Za-z0-9_.+-]*)*$') && !self.contains('..')";

    static final String REVISION_MESSAGE = "the revision must be a branch, a tag or a commit, such as main";
    static final String REVISION_EXPRESSION =
            "\"revision: '\" + self + \"' is not a branch, tag or commit; write it as main, v1.0 or 40 hexadecimal digits\"";

    static final String ENDPOINT =
            "self.matches('^https?://([A-Za-z0-9.-]+|\\\\[[0-9A-Fa-f:]+\\\\])(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?$')";

    static final String ENDPOINT_MESSAGE =
            "the endpoint must be an http:// or https:// address, such as https://hub.example.com";
    static final String ENDPOINT_EXPRESSION = "\"endpoint: '\" + self"
            + " + \"' is not the address of a hub; write it as https://hub.example.com, without a query and without credentials\"";

    static final String POSITIVE_QUANTITY = "isQuantity(self) && quantity(self).isGreaterThan(quantity('0'))";

    static final String SIZE_MESSAGE = "the size must be a positive quantity, such as 100Gi";
    static final String SIZE_EXPRESSION = "\"size: '\" + self + \"' is not a positive quantity; write it as 100Gi\"";

    private Rules() {}
}
