package org.kantor.webmail.admin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Quota;
import org.kantor.directory.Users;
import org.kantor.directory.Users.NewUser;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.store.Messages;
import org.kantor.webmail.mail.Sizes;
import org.kantor.webmail.shell.Ask;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.FieldForm;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.TextButton;

/** One account beside the table: what it is, what it may use, its addresses; the dangerous action stands apart from Save. */
final class UserDrawer extends Div {

    private static final long serialVersionUID = 1;

    private static final long GIGABYTE = 1_000_000_000L;

    private final AdminPage page;
    private final transient Users users;
    private final transient Directory directory;
    private final Runnable changed;

    UserDrawer(AdminPage page, Users users, Directory directory, Runnable changed) {
        this.page = page;
        this.users = users;
        this.directory = directory;
        this.changed = changed;
        addClassName("drawer");
        getElement().setAttribute("role", "complementary");
        close();
    }

    private void close() {
        removeAll();
        setVisible(false);
    }

    private Div top() {
        var close = new IconButton("x", getTranslation("close"));
        close.addClickListener(event -> close());
        var top = new Div(close);
        top.addClassName("drawer-top");
        return top;
    }

    private Div foot(TextButton... buttons) {
        var foot = new Div(buttons);
        foot.addClassName("drawer-foot");
        return foot;
    }

    private TextButton primary(String key, Runnable action) {
        return new TextButton(getTranslation(key), action).primary();
    }

    /** An empty drawer for somebody new. */
    void create() {
        removeAll();
        setVisible(true);
        var given = field("admin.user.given");
        var family = field("admin.user.family");
        var address = field("admin.users.address");
        address.setPlaceholder("name@" + directory.primaryDomain());
        var password = new PasswordField(getTranslation("admin.user.firstpassword"));
        var quota = quota(0);
        var most = most(0);
        var save = primary("admin.user.create", () -> {
            var parsed = EmailAddress.parse(
                    address.getValue().contains("@")
                            ? address.getValue()
                            : address.getValue() + "@" + directory.primaryDomain());
            if (parsed.isEmpty()) {
                address.setInvalid(true);
                address.setErrorMessage(getTranslation("admin.user.badaddress"));
                return;
            }
            var user = new NewUser(
                    parsed.get(), given.getValue(), family.getValue(), password.getValue(), quota(quota, most));
            if (page.attempt(
                    () -> users.create(page.administrator(), user),
                    "admin.user.created",
                    parsed.get().toString())) {
                close();
                changed.run();
            }
        });
        var cancel = new TextButton(getTranslation("cancel"), this::close);
        var body = new Div(given, family, address, password, quota, most);
        body.addClassName("drawer-body");
        var title = new H2(getTranslation("admin.users.new"));
        title.addClassName("drawer-title");
        add(top(), title, body, foot(cancel, save));
        given.focus();
    }

    /** Shows the account as it is now. */
    void edit(Account account, Messages.Usage used) {
        removeAll();
        setVisible(true);
        var face = new Face(account.displayName(), account.address().toString());
        face.addClassName("large");
        var name = new H2(account.displayName());
        name.getElement().setAttribute("dir", "auto");
        var who = new Div(name, new Span(account.address().toString()));
        var header = new Div(face, who);
        header.addClassName("drawer-who");

        var reset = new TextButton(
                "key-round", getTranslation("admin.user.password"), () -> page.add(new NewPassword(account)));
        var quick = new Div(reset);
        quick.addClassName("drawer-quick");

        var body = new Div();
        body.addClassName("drawer-body");
        var percent = account.quota().percent(used.bytes(), used.messages());
        if (percent >= Quota.WARNING_PERCENT) {
            var notice = new Div(new Icon("database"), new Span(getTranslation("admin.user.nearlyfull", percent)));
            notice.addClassName("bar-warn");
            body.add(notice);
        }
        var names = names(account.displayName());
        var given = field("admin.user.given");
        given.setValue(names[0]);
        var family = field("admin.user.family");
        family.setValue(names[1]);
        var quota = quota(account.quota().bytes());
        var most = most(account.quota().messages());
        body.add(given, family, quota, most, usedLine(account, used), addresses(account, used));

        var toggle = new TextButton(
                getTranslation(account.enabled() ? "admin.user.disable" : "admin.user.enable"),
                () -> toggle(account, used));
        if (account.enabled()) {
            toggle.dangerous();
        }
        var save = primary("save", () -> {
            var done = page.attempt(
                    () -> {
                        var by = page.administrator();
                        if (!quota(quota, most).equals(account.quota())) {
                            users.setQuota(by, account.id(), quota(quota, most));
                        }
                        if (!given.getValue().equals(names[0])
                                || !family.getValue().equals(names[1])) {
                            users.setDisplayName(by, account.id(), given.getValue(), family.getValue());
                        }
                    },
                    "admin.user.saved",
                    account.displayName());
            if (done) {
                again(account, used);
            }
        });
        var gap = new Span();
        gap.addClassName("grow");
        var foot = foot();
        foot.add(toggle, gap, new TextButton(getTranslation("cancel"), this::close), save);
        add(top(), header, quick, body, foot);
    }

    private void again(Account account, Messages.Usage used) {
        changed.run();
        directory.account(account.id()).ifPresentOrElse(now -> edit(now, used), this::close);
    }

    private Span usedLine(Account account, Messages.Usage used) {
        var line = new Span(
                account.quota().bytes() > 0
                        ? getTranslation(
                                "admin.user.usedof",
                                Sizes.text(used.bytes(), getLocale()),
                                Sizes.text(account.quota().bytes(), getLocale()))
                        : getTranslation("admin.user.used", Sizes.text(used.bytes(), getLocale())));
        line.addClassName("help");
        return line;
    }

    private Div addresses(Account account, Messages.Usage used) {
        var label = new Span(getTranslation("admin.user.addresses"));
        label.addClassName("field-label");
        var chips = new Div();
        chips.addClassName("person-chips");
        for (var address : directory.addresses(account.id())) {
            var chip = new Span(address.toString());
            chip.addClassName("person");
            if (address.key().equals(account.address().key())) {
                var main = new Span(getTranslation("admin.user.main"));
                main.addClassName("muted");
                chip.add(main);
            } else {
                var remove = new IconButton("x", getTranslation("admin.user.removealias", address.toString()));
                remove.addClickListener(event -> {
                    if (page.attempt(
                            () -> users.removeAlias(page.administrator(), account.id(), address),
                            "admin.user.aliasremoved",
                            address.toString())) {
                        again(account, used);
                    }
                });
                chip.add(remove);
            }
            chips.add(chip);
        }
        var add = new TextField();
        add.setPlaceholder(getTranslation("admin.user.addalias"));
        add.setAriaLabel(getTranslation("admin.user.addalias"));
        var button = new TextButton(getTranslation("add"), () -> {
            var parsed = EmailAddress.parse(add.getValue());
            if (parsed.isEmpty()) {
                add.setInvalid(true);
                add.setErrorMessage(getTranslation("admin.user.badaddress"));
            } else if (page.attempt(
                    () -> users.addAlias(page.administrator(), account.id(), parsed.get()),
                    "admin.user.aliasadded",
                    parsed.get().toString())) {
                again(account, used);
            }
        });
        var line = new Div(add, button);
        line.addClassName("field-line");
        var all = new Div(label, chips, line);
        all.addClassName("field-group");
        return all;
    }

    private void toggle(Account account, Messages.Usage used) {
        if (!account.enabled()) {
            enable(account, true, used);
            return;
        }
        Ask.about(
                page,
                getTranslation("admin.user.disable.title", account.displayName()),
                getTranslation("admin.user.disable.text"),
                getTranslation("admin.user.disable"),
                () -> enable(account, false, used));
    }

    private void enable(Account account, boolean enabled, Messages.Usage used) {
        if (page.attempt(
                () -> users.setEnabled(page.administrator(), account.id(), enabled),
                enabled ? "admin.user.enabled" : "admin.user.disabled",
                account.displayName())) {
            again(account, used);
        }
    }

    /** Asks for a new password for somebody. */
    private final class NewPassword extends FieldForm<PasswordField> {

        private static final long serialVersionUID = 1;

        private final transient Account account;

        NewPassword(Account account) {
            super(
                    UserDrawer.this.getTranslation("admin.user.password.title", account.displayName()),
                    new PasswordField(UserDrawer.this.getTranslation("admin.user.newpassword")),
                    UserDrawer.this.getTranslation("admin.user.password.set"));
            this.account = account;
        }

        @Override
        protected boolean save() {
            users.setPassword(page.administrator(), account.id(), field().getValue());
            page.done("admin.user.password.done", account.displayName());
            return true;
        }
    }

    private TextField field(String key) {
        return new TextField(getTranslation(key));
    }

    private NumberField quota(long bytes) {
        var field = new NumberField(getTranslation("admin.user.quota"));
        field.setSuffixComponent(new Span("GB"));
        field.setMin(0);
        field.setHelperText(getTranslation("admin.user.quota.help"));
        if (bytes > 0) {
            field.setValue((double) bytes / GIGABYTE);
        }
        return field;
    }

    private IntegerField most(long messages) {
        var field = new IntegerField(getTranslation("admin.user.messages"));
        field.setMin(0);
        field.setHelperText(getTranslation("admin.user.quota.help"));
        if (messages > 0) {
            field.setValue((int) Math.min(Integer.MAX_VALUE, messages));
        }
        return field;
    }

    private static Quota quota(NumberField bytes, IntegerField messages) {
        var gigabytes = bytes.getValue();
        var most = messages.getValue();
        return new Quota(
                gigabytes == null ? 0 : Math.round(Math.max(0, gigabytes) * GIGABYTE),
                most == null ? 0 : Math.max(0, most));
    }

    /** The directory keeps one name; its last word is taken for the family name. */
    private static String[] names(String displayName) {
        var cut = displayName.lastIndexOf(' ');
        return cut < 0
                ? new String[] {displayName, ""}
                : new String[] {displayName.substring(0, cut), displayName.substring(cut + 1)};
    }
}
