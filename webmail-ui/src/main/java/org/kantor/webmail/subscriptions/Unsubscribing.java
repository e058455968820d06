package org.kantor.webmail.subscriptions;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;
import org.kantor.webmail.content.HeaderFields;

/** How a list says it can be left (List-Unsubscribe, RFC 2369 section 3.2; List-Unsubscribe-Post, RFC 8058). */
public sealed interface Unsubscribing {

    /** The server posts to the list's address; nothing else is to be done. */
    record OneClick(URI address) implements Unsubscribing {}

    /** A message to the list. It has no text: that would be a stranger's words in the reader's name. */
    record Mail(EmailAddress to, String subject) implements Unsubscribing {}

    /** A page on which the reader goes on. */
    record Page(URI address) implements Unsubscribing {}

    int MAX_ADDRESS = 4_000;
    int MAX_TEXT = 2_000;
    /** Possessive, as whoever writes the header may leave out the end. */
    Pattern ENTRY = Pattern.compile("<([^<>]{1," + MAX_ADDRESS + "}+)>");

    Pattern ONE_CLICK = Pattern.compile("\\s*List-Unsubscribe\\s*=\\s*One-Click\\s*", Pattern.CASE_INSENSITIVE);

    /**
     * The way that asks the least of the reader; empty if the message names none that can be gone.
     *
     * @param ours whether a domain is this server's: no stranger has a reader write to colleagues
     */
    static Optional<Unsubscribing> of(HeaderFields header, Predicate<DomainName> ours) {
        var posts = ONE_CLICK.matcher(header.value("List-Unsubscribe-Post")).matches();
        Unsubscribing page = null;
        Unsubscribing mail = null;
        var entries = ENTRY.matcher(String.join(",", header.values("List-Unsubscribe")));
        while (entries.find()) {
            var uri = uri(entries.group(1).replaceAll("\\s", ""));
            if (uri.isEmpty()) {
                continue;
            }
            var scheme = uri.get().getScheme();
            if (scheme.equalsIgnoreCase("https") && posts) {
                return Optional.of(new OneClick(uri.get()));
            }
            if (page == null && (scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))) {
                page = new Page(uri.get());
            }
            if (mail == null && scheme.equalsIgnoreCase("mailto")) {
                mail = mail(uri.get())
                        .filter(way -> !ours.test(way.to().domain()))
                        .orElse(null);
            }
        }
        return Optional.ofNullable(mail == null ? page : mail);
    }

    private static Optional<URI> uri(String text) {
        try {
            var uri = new URI(text);
            var web = uri.getScheme() != null
                    && uri.getScheme().toLowerCase(java.util.Locale.ROOT).startsWith("http");
            return uri.getScheme() == null || web && uri.getHost() == null ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** A mailto address (RFC 6068) with one recipient; of its fields only the subject is taken. */
    private static Optional<Mail> mail(URI uri) {
        var text = uri.getRawSchemeSpecificPart();
        var query = text.indexOf('?');
        var to = EmailAddress.parse(decoded(query < 0 ? text : text.substring(0, query)));
        var subject = "unsubscribe";
        for (var field : (query < 0 ? "" : text.substring(query + 1)).split("&", 20)) {
            var equals = field.indexOf('=');
            var name = equals < 0 ? "" : field.substring(0, equals);
            if (name.equalsIgnoreCase("subject")) {
                subject = decoded(field.substring(equals + 1));
            }
        }
        var finalSubject = subject;
        return to.map(address -> new Mail(address, finalSubject));
    }

    private static String decoded(String text) {
        var decoded = org.kantor.webmail.content.Urls.percentDecoded(text);
        return decoded.length() <= MAX_TEXT ? decoded : decoded.substring(0, MAX_TEXT);
    }
}
