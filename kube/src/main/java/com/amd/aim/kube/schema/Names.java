package com.amd.aim.kube.schema;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** The rules of names in the Kubernetes API, and the words for what breaks them. */
final class Names {

    private static final String LABEL_1123 = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN_1123 = LABEL_1123 + "(\\." + LABEL_1123 + ")*";
    private static final String LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern IS_SUBDOMAIN_1123 = Pattern.compile(SUBDOMAIN_1123);
    private static final Pattern IS_LABEL_1035 = Pattern.compile(LABEL_1035);

    private Names() {}

    /** {@return what is wrong with a name as a DNS-1035 label, empty for nothing} */
    static List<String> dns1035Label(String name) {
        List<String> faults = new ArrayList<>();
        if (name.length() > 63) {
            faults.add("must be no more than 63 characters");
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
    static List<String> dns1123Subdomain(String name) {
        List<String> faults = new ArrayList<>();
        if (name.length() > 253) {
            faults.add("must be no more than 253 characters");
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
