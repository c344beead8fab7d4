package com.amd.aim.kube.schema.format;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** The rules of names in the Kubernetes API, and the words for what breaks them. */
public final class Names {

    private static final String LABEL_1123 = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN_1123 = LABEL_1123 + "(\\." + LABEL_1123 + ")*";
    private static final String LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String VALUE = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";
    private static final Pattern IS_LABEL_1123 = Pattern.compile(LABEL_1123);
    private static final Pattern IS_SUBDOMAIN_1123 = Pattern.compile(SUBDOMAIN_1123);
    private static final Pattern IS_LABEL_1035 = Pattern.compile(LABEL_1035);
    private static final Pattern IS_QUALIFIED = Pattern.compile(QUALIFIED);
    private static final Pattern IS_VALUE = Pattern.compile(VALUE);

    private Names() {}

    /** {@return what is wrong with a name as a DNS-1123 label, empty for nothing} */
    public static List<String> dns1123Label(String name) {
        List<String> faults = new ArrayList<>();
        if (name.length() > 63) {
            faults.add(tooLong(63, "characters"));
        }
        if (!IS_LABEL_1123.matches(name)) {
            faults.add(
                    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start"
                            + " and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '"
                            + LABEL_1123 + "')");
        }
        return faults;
    }

    /** {@return what is wrong with the value of a label, empty for nothing} */
    public static List<String> labelValue(String value) {
        List<String> faults = new ArrayList<>();
        if (value.length() > 63) {
            faults.add(tooLong(63, "bytes"));
        }
        if (!IS_VALUE.matches(value)) {
            faults.add(
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and"
                            + " must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex"
                            + " used for validation is '" + VALUE + "')");
        }
        return faults;
    }

    /** {@return what is wrong with a name that may begin with a domain, as keys of labels do; empty for nothing} */
    public static List<String> qualifiedName(String name) {
        List<String> faults = new ArrayList<>();
        String[] parts = name.split("/", -1);
        if (parts.length > 2) {
            faults.add(
                    "a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
                            + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '"
                            + QUALIFIED
                            + "') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
            return faults;
        }
        if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                faults.add("prefix part must be non-empty");
            } else {
                dns1123Subdomain(parts[0]).forEach(fault -> faults.add("prefix part " + fault));
            }
        }
        namePart(parts[parts.length - 1], faults);
        return faults;
    }

    private static void namePart(String name, List<String> faults) {
        if (name.isEmpty()) {
            faults.add("name part must be non-empty");
        } else if (name.length() > 63) {
            faults.add("name part " + tooLong(63, "bytes"));
        }
        if (!IS_QUALIFIED.matches(name)) {
            faults.add(
                    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
                            + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '"
                            + QUALIFIED + "')");
        }
    }

    private static String tooLong(int most, String unit) {
        return "must be no more than " + most + " " + unit;
    }

    /** {@return what is wrong with a name as a DNS-1035 label, empty for nothing} */
    public static List<String> dns1035Label(String name) {
        List<String> faults = new ArrayList<>();
        if (name.length() > 63) {
            faults.add(tooLong(63, "characters"));
        }
        if (!IS_LABEL_1035.matches(name)) {
            faults.add(
                    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
                            + " character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for"
                            + " validation is '" + LABEL_1035 + "')");
        }
        return faults;
    }

    /** {@return what is wrong with a name as a DNS subdomain (RFC 1123), empty for nothing} */
    public static List<String> dns1123Subdomain(String name) {
        List<String> faults = new ArrayList<>();
        if (name.length() > 253) {
            faults.add(tooLong(253, "characters"));
        }
        if (!IS_SUBDOMAIN_1123.matches(name)) {
            faults.add(
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                            + " start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '"
                            + SUBDOMAIN_1123 + "')");
        }
        return faults;
    }
}
