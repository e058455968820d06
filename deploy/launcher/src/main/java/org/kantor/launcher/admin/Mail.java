package org.kantor.launcher.admin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.kantor.launcher.transfer.Folder;
import org.kantor.launcher.transfer.Item;

/** An account's mail over the API, for import and export. */
final class Mail {

    private static final int PAGE = 500;

    private final ApiClient api;
    private final String path;

    Mail(ApiClient api, String address) {
        this.api = api;
        this.path = "mail/" + ApiClient.encode(address) + "/";
    }

    /** @param hash SHA-256 of the content, hexadecimal */
    record Entry(long uid, String hash, Set<String> flags, Instant date) {}

    /** The account's folders, and the first levels below which it can have none. */
    record Folders(List<Folder> all, List<String> reserved) {

        /** Whether a name is one of those, or below. */
        boolean isReserved(String name) {
            return reserved.stream().anyMatch(level -> (name + "/").startsWith(level + "/"));
        }
    }

    Folders folders() {
        var answer = api.get(path + "folders");
        return new Folders(
                answer.getJsonArray("folders").getValuesAs(JsonObject.class).stream()
                        .map(each -> new Folder(
                                each.getString("name"), each.getString("use"), each.getBoolean("subscribed")))
                        .toList(),
                answer.getJsonArray("reserved").getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList());
    }

    /** Makes the folder if it is not there, with its use unless another has that, and subscribes to it if it is to be. */
    void add(Folder folder) {
        api.post(
                path + "folders",
                Json.createObjectBuilder()
                        .add("name", folder.name())
                        .add("use", folder.use())
                        .add("subscribed", folder.subscribed())
                        .build());
    }

    /** Empty if there is no such folder. */
    List<Entry> messages(String folder) {
        var entries = new ArrayList<Entry>();
        var after = 0L;
        while (true) {
            var page = api.get(
                            path + "messages?folder=" + ApiClient.encode(folder) + "&after=" + after + "&limit=" + PAGE)
                    .getJsonArray("messages")
                    .getValuesAs(JsonObject.class);
            for (var message : page) {
                var flags = new LinkedHashSet<String>();
                message.getJsonArray("flags")
                        .getValuesAs(JsonString.class)
                        .forEach(flag -> flags.add(flag.getString()));
                after = message.getJsonNumber("uid").longValue();
                entries.add(
                        new Entry(after, message.getString("hash"), flags, Instant.parse(message.getString("date"))));
            }
            if (page.size() < PAGE) {
                return entries;
            }
        }
    }

    byte[] content(String folder, long uid) {
        return api.octets(path + "content?folder=" + ApiClient.encode(folder) + "&uid=" + uid);
    }

    void add(Item item) throws IOException {
        api.upload(
                path + "messages?folder=" + ApiClient.encode(item.folder()) + "&date="
                        + ApiClient.encode(item.date().toString()) + "&flags="
                        + ApiClient.encode(String.join(" ", item.flags())),
                item.content());
    }
}
