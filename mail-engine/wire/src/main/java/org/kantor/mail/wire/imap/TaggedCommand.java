package org.kantor.mail.wire.imap;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A command with the tag that its answer will carry. */
public record TaggedCommand(String tag, Command command) {

    private static final Map<String, Function<Parser, Command>> VERBS = verbs();
    private static final Map<String, Function<Parser, Command>> UID_VERBS = uidVerbs();

    /** @throws ImapSyntaxException if the octets are no command */
    public static TaggedCommand parse(CommandText text) {
        return parse(text, false);
    }

    /**
     * @param utf8Names whether mailbox names are UTF-8 rather than modified UTF-7
     * @throws ImapSyntaxException if the octets are no command
     */
    public static TaggedCommand parse(CommandText text, boolean utf8Names) {
        var in = new Parser(text, utf8Names);
        var tag = in.tag();
        in.space();
        var verb = in.keyword();
        if (!verb.equals("UID")) {
            return new TaggedCommand(tag, known(VERBS, verb).apply(in));
        }
        in.space();
        return new TaggedCommand(tag, known(UID_VERBS, in.keyword()).apply(in));
    }

    private static Function<Parser, Command> known(Map<String, Function<Parser, Command>> verbs, String verb) {
        var parse = verbs.get(verb);
        if (parse == null) {
            throw new ImapSyntaxException("There is no such command");
        }
        return parse;
    }

    private static Map<String, Function<Parser, Command>> verbs() {
        var verbs = new TreeMap<String, Function<Parser, Command>>();
        verbs.put(Append.VERB, Append::parse);
        verbs.put(Authenticate.VERB, Authenticate::parse);
        verbs.put(Capability.VERB, Capability::parse);
        verbs.put(Check.VERB, Check::parse);
        verbs.put(Close.VERB, Close::parse);
        verbs.put(Compress.VERB, Compress::parse);
        verbs.put(Copy.VERB, in -> Copy.parse(in, false));
        verbs.put(Create.VERB, Create::parse);
        verbs.put(Delete.VERB, Delete::parse);
        verbs.put(DeleteAcl.VERB, DeleteAcl::parse);
        verbs.put(Enable.VERB, Enable::parse);
        verbs.put(Esearch.VERB, Esearch::parse);
        verbs.put(Examine.VERB, Examine::parse);
        verbs.put(Expunge.VERB, Expunge::parse);
        verbs.put(Fetch.VERB, in -> Fetch.parse(in, false));
        verbs.put(GetAcl.VERB, GetAcl::parse);
        verbs.put(GetMetadata.VERB, GetMetadata::parse);
        verbs.put(GetQuota.VERB, GetQuota::parse);
        verbs.put(GetQuotaRoot.VERB, GetQuotaRoot::parse);
        verbs.put(Id.VERB, Id::parse);
        verbs.put(Idle.VERB, Idle::parse);
        verbs.put(List.VERB, List::parse);
        verbs.put(ListRights.VERB, ListRights::parse);
        verbs.put(Login.VERB, Login::parse);
        verbs.put(Logout.VERB, Logout::parse);
        verbs.put(Lsub.VERB, Lsub::parse);
        verbs.put(Move.VERB, in -> Move.parse(in, false));
        verbs.put(MyRights.VERB, MyRights::parse);
        verbs.put(Namespace.VERB, Namespace::parse);
        verbs.put(Noop.VERB, Noop::parse);
        verbs.put(Notify.VERB, Notify::parse);
        verbs.put(Rename.VERB, Rename::parse);
        verbs.put(Replace.VERB, in -> Replace.parse(in, false));
        verbs.put(Search.VERB, in -> Search.parse(in, false));
        verbs.put(Select.VERB, Select::parse);
        verbs.put(SetAcl.VERB, SetAcl::parse);
        verbs.put(SetMetadata.VERB, SetMetadata::parse);
        verbs.put(SetQuota.VERB, SetQuota::parse);
        verbs.put(Sort.VERB, in -> Sort.parse(in, false));
        verbs.put(StartTls.VERB, StartTls::parse);
        verbs.put(Status.VERB, Status::parse);
        verbs.put(Store.VERB, in -> Store.parse(in, false));
        verbs.put(Subscribe.VERB, Subscribe::parse);
        verbs.put(Thread.VERB, in -> Thread.parse(in, false));
        verbs.put(Unselect.VERB, Unselect::parse);
        verbs.put(Unsubscribe.VERB, Unsubscribe::parse);
        return verbs;
    }

    private static Map<String, Function<Parser, Command>> uidVerbs() {
        var verbs = new TreeMap<String, Function<Parser, Command>>();
        verbs.put(Copy.VERB, in -> Copy.parse(in, true));
        verbs.put(UidExpunge.VERB, UidExpunge::parse);
        verbs.put(Fetch.VERB, in -> Fetch.parse(in, true));
        verbs.put(Move.VERB, in -> Move.parse(in, true));
        verbs.put(Replace.VERB, in -> Replace.parse(in, true));
        verbs.put(Search.VERB, in -> Search.parse(in, true));
        verbs.put(Sort.VERB, in -> Sort.parse(in, true));
        verbs.put(Store.VERB, in -> Store.parse(in, true));
        verbs.put(Thread.VERB, in -> Thread.parse(in, true));
        return verbs;
    }

    /** The octets of the command with its line end, as a client would send them; literals do not wait for the server. */
    public byte[] toOctets() {
        var out = new CommandWriter();
        out.raw(tag).space();
        command.write(out);
        return out.raw("\r\n").toOctets();
    }
}
