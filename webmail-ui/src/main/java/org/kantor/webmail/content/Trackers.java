package org.kantor.webmail.content;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises pictures that are there to tell the sender that the message was opened. */
final class Trackers {

    private static final Map<String, String> SERVICES = Map.ofEntries(
            Map.entry("list-manage.com", "Mailchimp"),
            Map.entry("mandrillapp.com", "Mailchimp"),
            Map.entry("sendgrid.net", "SendGrid"),
            Map.entry("mailgun.org", "Mailgun"),
            Map.entry("mailgun.net", "Mailgun"),
            Map.entry("awstrack.me", "Amazon SES"),
            Map.entry("hubspot.com", "HubSpot"),
            Map.entry("hubspotemail.net", "HubSpot"),
            Map.entry("hs-sites.com", "HubSpot"),
            Map.entry("exct.net", "Salesforce"),
            Map.entry("exacttarget.com", "Salesforce"),
            Map.entry("pardot.com", "Salesforce"),
            Map.entry("klaviyomail.com", "Klaviyo"),
            Map.entry("klclick.com", "Klaviyo"),
            Map.entry("sendibm1.com", "Brevo"),
            Map.entry("sendinblue.com", "Brevo"),
            Map.entry("brevo.com", "Brevo"),
            Map.entry("rs6.net", "Constant Contact"),
            Map.entry("createsend.com", "Campaign Monitor"),
            Map.entry("cmail19.com", "Campaign Monitor"),
            Map.entry("cmail20.com", "Campaign Monitor"),
            Map.entry("mjt.lu", "Mailjet"),
            Map.entry("mailjet.com", "Mailjet"),
            Map.entry("customeriomail.com", "Customer.io"),
            Map.entry("intercom-mail.com", "Intercom"),
            Map.entry("marketo.com", "Marketo"),
            Map.entry("mktotracking.com", "Marketo"),
            Map.entry("emltrk.com", "Litmus"),
            Map.entry("litmus.com", "Litmus"),
            Map.entry("yesware.com", "Yesware"),
            Map.entry("mixmax.com", "Mixmax"),
            Map.entry("mailtrack.io", "Mailtrack"),
            Map.entry("bananatag.com", "Staffbase"),
            Map.entry("google-analytics.com", "Google Analytics"),
            Map.entry("doubleclick.net", "DoubleClick"),
            Map.entry("linkedin.com", "LinkedIn"),
            Map.entry("pixel.facebook.com", "Facebook"));

    private static final Pattern PATHS = Pattern.compile(
            "/(?:wf/open|track/open|trk|o/|open(?:\\.php|\\.gif|\\.aspx)?[/?]|pixel|beacon|e2t/o|ss/o|imp(?:ression)?[/?])",
            Pattern.CASE_INSENSITIVE);

    private Trackers() {}

    /**
     * @param name of the service, or the host when only the picture's look gives it away
     * @param certain whether nobody would miss it: it cannot be seen, or a service is known for it. The path alone may be that of a picture.
     */
    record Tracker(String name, boolean certain) {}

    /**
     * Empty for an ordinary picture.
     *
     * @param invisible one pixel in size, or hidden
     */
    static Optional<Tracker> find(String host, String path, boolean invisible) {
        var lower = host.toLowerCase(Locale.ROOT);
        var telling = invisible || PATHS.matcher(path).find();
        for (var service : SERVICES.entrySet()) {
            if (lower.equals(service.getKey()) || lower.endsWith("." + service.getKey())) {
                return telling ? Optional.of(new Tracker(service.getValue(), true)) : Optional.empty();
            }
        }
        return telling ? Optional.of(new Tracker(lower, invisible)) : Optional.empty();
    }
}
