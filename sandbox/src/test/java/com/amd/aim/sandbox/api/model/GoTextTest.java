package com.amd.aim.sandbox.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.sandbox.api.model.GoText.Place;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Text in Go's words")
class GoTextTest {

    @Test
    @DisplayName("is quoted with everything escaped that cannot be printed")
    void quoted() {
        assertThat(GoText.quoted("a b\"c\\d")).isEqualTo("\"a b\\\"c\\\\d\"");
        assertThat(GoText.quoted("\t\n\u0007\u000b\u0000\u007f")).isEqualTo("\"\\t\\n\\a\\v\\x00\\x7f\"");
        assertThat(GoText.quoted("ä\u00ad\u2028😀\uDB40\uDC01")).isEqualTo("\"ä\\u00ad\\u2028😀\\U000e0001\"");
    }

    @Test
    @DisplayName("has its first unprintable character counted in bytes")
    void unprintable() {
        assertThat(GoText.firstUnprintable("kubectl, or 😀 äöü")).isEmpty();
        assertThat(GoText.firstUnprintable("ä😀\u00a0")).contains(new Place(0xa0, 6));
        assertThat(GoText.firstUnprintable("a\u0000b")).contains(new Place(0, 1));
    }
}
