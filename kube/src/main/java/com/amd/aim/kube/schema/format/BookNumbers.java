package com.amd.aim.kube.schema.format;

import com.google.re2j.Pattern;

/** Numbers with a check digit: books and credit cards. */
final class BookNumbers {

    private static final Pattern TEN = Pattern.compile("^(?:[0-9]{9}X|[0-9]{10})$");
    private static final Pattern THIRTEEN = Pattern.compile("^(?:[0-9]{13})$");
    private static final Pattern CARD = Pattern.compile(
            "^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|(222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}"
                    + "|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}"
                    + "|(?:2131|1800|35\\d{3})\\d{11}|6[27][0-9]{14})$");

    private BookNumbers() {}

    static boolean ten(String text) {
        String digits = text.replaceAll("[\\s-]+", "");
        if (!TEN.matches(digits)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += (i + 1) * (digits.charAt(i) == 'X' ? 10 : digits.charAt(i) - '0');
        }
        return sum % 11 == 0;
    }

    static boolean thirteen(String text) {
        String digits = text.replaceAll("[\\s-]+", "");
        if (!THIRTEEN.matches(digits)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (i % 2 == 0 ? 1 : 3) * (digits.charAt(i) - '0');
        }
        return (digits.charAt(12) - '0' - (10 - sum % 10) % 10) == 0;
    }

    static boolean creditCard(String text) {
        String digits = text.replaceAll("[^0-9]+", "");
        if (!CARD.matches(digits)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
