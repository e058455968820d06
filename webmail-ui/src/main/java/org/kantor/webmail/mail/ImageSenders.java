package org.kantor.webmail.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.settings.Setting;
import org.kantor.settings.Settings;

/** Whose messages may load pictures from elsewhere without being asked about: a list each account keeps. */
@ApplicationScoped
public class ImageSenders {

    /** Addresses, a line each, the latest last. */
    private static final Setting<String> FROM = Setting.text("mail.images-from", "");

    /** The oldest are forgotten. */
    private static final int MOST = 500;

    @Inject
    Settings settings;

    public boolean allowed(AccountId account, EmailAddress sender) {
        return of(account).contains(sender.key());
    }

    public void allow(AccountId account, EmailAddress sender, boolean allowed) {
        var senders = of(account);
        senders.remove(sender.key());
        if (allowed) {
            senders.add(sender.key());
        }
        var kept = senders.subList(Math.max(0, senders.size() - MOST), senders.size());
        settings.set(account.toString(), account, FROM, String.join("\n", kept));
    }

    private List<String> of(AccountId account) {
        var text = settings.get(account, FROM);
        return text.isEmpty() ? new ArrayList<>() : new ArrayList<>(List.of(text.split("\n")));
    }
}
