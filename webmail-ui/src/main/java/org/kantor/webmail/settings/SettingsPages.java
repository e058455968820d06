package org.kantor.webmail.settings;

import com.vaadin.flow.component.Component;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.kantor.webmail.shell.Destinations;

/** The pages of the settings, in their order: for the panel beside them and for the palette. */
@ApplicationScoped
public class SettingsPages implements Destinations {

    /** @param section the key of its heading; the first page of each has it */
    record Page(String section, Class<? extends Component> view, String path, String icon, String key) {}

    static final List<Page> ALL = List.of(
            new Page("mail", IdentitiesView.class, "settings/identities", "pen-line", "settings.identities"),
            new Page("mail", FoldersView.class, "settings/folders", "folder", "settings.folders"),
            new Page("mail", PicturesView.class, "settings/pictures", "image", "settings.pictures"),
            new Page("mail", TransferView.class, "settings/transfer", "refresh-cw", "settings.transfer"),
            new Page("account", DevicesView.class, "settings/devices", "key-round", "settings.devices"),
            new Page("account", SessionsView.class, "settings/sessions", "monitor", "settings.sessions"),
            new Page("look", AppearanceView.class, "settings", "sun", "settings.appearance"),
            new Page("look", ShortcutsView.class, "settings/shortcuts", "keyboard", "settings.shortcuts"),
            new Page("look", NotificationsView.class, "settings/notifications", "bell", "settings.notifications"),
            new Page("look", LanguageView.class, "settings/language", "globe", "settings.language"));

    @Override
    public List<Destination> of(Component asker) {
        return ALL.stream()
                .map(page -> new Destination(page.path(), asker.getTranslation(page.key()), page.icon()))
                .toList();
    }
}
