/**
 * A stand-in for a vLLM or SGLang server: its command line, its start from a model cache, its OpenAI-compatible API and its
 * metrics, with answers that say they are simulated.
 */
@NullMarked
package com.amd.aim.sandbox.serving;

import org.jspecify.annotations.NullMarked;
