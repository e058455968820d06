package org.kantor.webmail.mail;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The list's rows in the browser: one column, drawn by {@code mail-row.js} from one projection of each message. Rows are fetched by position as they come
 * into sight; their number is known, so that the scroll bar is right from the start.
 */
final class MailGrid extends Grid<Row> {

    private static final long serialVersionUID = 1;
    private static final int PAGE = 50;

    private transient @Nullable MessageList list;

    /**
     * What becomes of a row that is opened.
     *
     * @param frame the address of the frame that the message is going to be shown in; empty where it is shown in none
     * @param answerable whether it can be answered and passed on: not what is being written or has not left yet
     */
    record Opening(String frame, boolean answerable) {

        static final Opening NONE = new Opening("", false);
    }

    MailGrid(Function<Row, Opening> opening) {
        setSelectionMode(SelectionMode.NONE);
        setPageSize(PAGE);
        // a click opens the message; the grid need not ask the server for details of the row
        setDetailsVisibleOnClick(false);
        addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_NO_ROW_BORDERS);
        addClassName("rows");
        addColumn(LitRenderer.of("${globalThis.kantorMailRow(html, root, index)}"));
        property("uid", row -> row.place().toString());
        property("key", row -> Long.toString(row.key()));
        addDataGenerator((row, json) -> {
            var opened = opening.apply(row);
            json.put("frame", opened.frame());
            json.put("answerable", opened.answerable());
        });
        property("count", row -> row.count() > 1 ? Integer.toString(row.count()) : "");
        property("people", Row::people);
        property("initials", Row::initials);
        property("hue", Row::hue);
        property("subject", Row::subject);
        property("preview", Row::preview);
        property("time", Row::time);
        property("date", Row::date);
        property("group", row -> row.group() == null ? "" : row.group());
        property("folder", Row::folder);
        property("due", Row::due);
        flag("overdue", Row::overdue);
        property("snoozed", Row::snoozed);
        flag("muted", Row::muted);
        property("tags", row -> String.join(" ", row.keywords()));
        flag("unread", Row::unread);
        flag("starred", Row::starred);
        flag("answered", Row::answered);
        flag("clip", Row::attachments);
        setDataProvider(new CallbackDataProvider<Row, Void>(
                query -> list == null ? Stream.empty() : list.page(query.getOffset(), query.getLimit()).stream(),
                query -> list == null ? 0 : list.size(),
                Row::place));
    }

    private void property(String name, Function<Row, String> value) {
        addDataGenerator((row, json) -> json.put(name, value.apply(row)));
    }

    private void flag(String name, Function<Row, Boolean> value) {
        addDataGenerator((row, json) -> json.put(name, value.apply(row)));
    }

    void show(MessageList shown) {
        list = shown;
        getDataProvider().refreshAll();
    }

    void rowsChanged() {
        getDataProvider().refreshAll();
    }
}
