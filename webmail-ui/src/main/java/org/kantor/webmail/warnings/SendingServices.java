package org.kantor.webmail.warnings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;
import org.kantor.settings.Setting;

/** Services outside that write in the organisation's name, such as a newsletter's or a help desk's: a setting of the installation. */
public final class SendingServices {

    /** Addresses and domains, with spaces, commas or line ends between them. */
    public static final Setting<String> SETTING = Setting.text("mail.sending-services", "");

    private SendingServices() {}

    /** In lower case. */
    static Set<String> read(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\s,;]+"))
                .filter(one -> !one.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether each is an address or a domain. */
    public static boolean isValid(String text) {
        return read(text).stream()
                .allMatch(one -> EmailAddress.parse(one).isPresent()
                        || DomainName.parse(one).isPresent());
    }
}
