package org.kantor.webmail.admin;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Quota;
import org.kantor.directory.Users;
import org.kantor.mail.store.Messages;
import org.kantor.webmail.mail.Sizes;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.TextButton;
import org.kantor.webmail.shell.Toasts;

/** Everybody with an account: a table that stays put, and a drawer that follows the row. */
@Route(value = "admin/users", layout = Shell.class)
@RouteAlias(value = "admin", layout = Shell.class)
public class UsersView extends AdminPage {

    private static final long serialVersionUID = 1;

    /** A row: the account, what its mailboxes hold, and its place in the list. */
    private record Row(Account account, Messages.Usage used, int index) {

        int percent() {
            return account.quota().percent(used.bytes(), used.messages());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Row row && row.account.id().equals(account.id());
        }

        @Override
        public int hashCode() {
            return account.id().hashCode();
        }
    }

    private static final String STEP = "event.detail.by";

    private final transient Directory directory;
    private final transient Messages messages;
    private final Grid<Row> table = new Grid<>();
    private final TextField filter = new TextField();
    private final CallbackDataProvider<Row, Void> rows;
    private final UserDrawer drawer;
    private int current = -1;

    @Inject
    public UsersView(Directory directory, Users users, Messages messages, SignedIn signedIn, Toasts toasts) {
        super(signedIn, toasts, "admin.users");
        this.directory = directory;
        this.messages = messages;
        this.rows = DataProvider.fromCallbacks(query -> page(query.getOffset(), query.getLimit()), query -> count());
        this.drawer = new UserDrawer(this, users, directory, this::changed);

        var create = new TextButton("user-plus", getTranslation("admin.users.new"), drawer::create).primary();
        filter.setPlaceholder(getTranslation("admin.users.filter"));
        filter.setAriaLabel(getTranslation("admin.users.filter"));
        filter.setPrefixComponent(new Icon("search"));
        filter.setClearButtonVisible(true);
        filter.setValueChangeMode(ValueChangeMode.LAZY);
        filter.addValueChangeListener(event -> changed());
        filter.addClassName("admin-filter");

        columns();
        table.setDataProvider(rows);
        table.addItemClickListener(event -> open(event.getItem().index()));
        table.setPartNameGenerator(row -> row.index() == current ? "open" : null);
        table.addClassName("users");
        table.getElement()
                .addEventListener(
                        "k-step",
                        step -> open(Math.max(
                                0, current + step.getEventData().get(STEP).asInt())))
                .addEventData(STEP);

        var list = new Div(head(create), filter, table);
        list.addClassName("admin-list");
        add(list, drawer);
    }

    private void columns() {
        table.addThemeVariants(GridVariant.NO_BORDER);
        table.addClassName("admin-table");
        table.setSelectionMode(Grid.SelectionMode.NONE);
        table.addColumn(LitRenderer.<Row>of(
                                "<span class=\"who\"><span class=\"av h-${item.hue}\" aria-hidden=\"true\">${item.initials}</span>"
                                        + "<span class=\"v\"><span class=\"med trunc\" dir=\"auto\">${item.name}</span>"
                                        + "<span class=\"muted trunc small\">${item.address}</span></span></span>")
                        .withProperty(
                                "hue", row -> Face.hue(row.account().address().toString()))
                        .withProperty(
                                "initials", row -> Face.initials(row.account().displayName()))
                        .withProperty("address", row -> row.account().address().toString())
                        .withProperty("name", row -> row.account().displayName()))
                .setHeader(getTranslation("admin.users.name"))
                .setFlexGrow(2);
        table.addColumn(row -> row.account().address().toString())
                .setHeader(getTranslation("admin.users.address"))
                .setPartNameGenerator(row -> "wide")
                .setFlexGrow(2)
                .getElement()
                .setProperty("headerPartName", "wide");
        table.addColumn(LitRenderer.<Row>of(
                                "<span class=\"store\"><span class=\"meter\" ?hidden=\"${!item.limited}\"><i class=\"${item.level}\""
                                        + " style=\"width:${item.percent}%\"></i></span><span class=\"num\">${item.used}</span></span>")
                        .withProperty("limited", row -> row.account().quota().isLimited())
                        .withProperty("percent", Row::percent)
                        .withProperty("level", row -> row.percent() >= Quota.WARNING_PERCENT ? "warn" : "")
                        .withProperty("used", row -> Sizes.text(row.used().bytes(), getLocale())))
                .setHeader(getTranslation("admin.users.storage"))
                .setPartNameGenerator(row -> "wide")
                .setFlexGrow(1)
                .getElement()
                .setProperty("headerPartName", "wide");
        table.addColumn(LitRenderer.<Row>of("<span class=\"badge ${item.state}\">${item.word}</span>")
                        .withProperty("state", row -> row.account().enabled() ? "ok" : "")
                        .withProperty(
                                "word",
                                row -> getTranslation(
                                        row.account().enabled() ? "admin.users.active" : "admin.users.disabled")))
                .setHeader(getTranslation("admin.users.status"))
                .setFlexGrow(0)
                .setWidth("120px");
    }

    private Stream<Row> page(int offset, int limit) {
        var accounts = directory.find(filter.getValue(), offset, limit);
        var used = messages.usage(accounts.stream().map(Account::id).toList());
        return java.util.stream.IntStream.range(0, accounts.size())
                .mapToObj(i -> new Row(
                        accounts.get(i), used.getOrDefault(accounts.get(i).id(), Messages.Usage.NONE), offset + i));
    }

    private int count() {
        var number = directory.count(filter.getValue());
        showCount(number);
        return number;
    }

    private void open(int index) {
        page(index, 1).findFirst().ifPresent(row -> {
            var before = current;
            current = index;
            drawer.edit(row.account(), row.used());
            page(before < 0 ? index : before, 1).findFirst().ifPresent(rows::refreshItem);
            rows.refreshItem(row);
        });
    }

    /** Something about the list is different: it is read again, and the drawer shows the account as it is now. */
    private void changed() {
        rows.refreshAll();
    }
}
