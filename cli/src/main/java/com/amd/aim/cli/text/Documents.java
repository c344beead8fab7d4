package com.amd.aim.cli.text;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.regex.Pattern;

/** Records as documents for programs; what is absent is left out. */
public final class Documents {
    private static final JsonInclude.Value PRESENT =
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS);

    private Documents() {}

    /** Indented JSON, without a line break at its end. */
    public static String json(Object value) {
        return write(JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT), value);
    }

    /** JSON in one line. */
    public static String jsonLine(Object value) {
        return write(JsonMapper.builder(), value);
    }

    /** YAML, without a line break at its end. */
    public static String yaml(Object value) {
        return write(
                YAMLMapper.builder(YAMLFactory.builder()
                                .stringQuotingChecker(new Quoting())
                                .build())
                        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                        .disable(YAMLGenerator.Feature.SPLIT_LINES),
                value);
    }

    /** What a reader of any version of YAML might take for a number stays a text. */
    private static final class Quoting extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1L;

        private static final Pattern NUMBER = Pattern.compile("(?i)[-+.~0-9][-+._:,0-9a-fox]*|[-+]?\\.(inf|nan)");

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || NUMBER.matcher(value).matches();
        }
    }

    private static String write(MapperBuilder<?, ?> mapper, Object value) {
        try {
            return mapper.defaultPropertyInclusion(PRESENT)
                    .build()
                    .writeValueAsString(value)
                    .stripTrailing();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written down: " + e.getOriginalMessage(), e);
        }
    }
}
