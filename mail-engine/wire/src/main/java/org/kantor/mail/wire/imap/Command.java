package org.kantor.mail.wire.imap;

/** What a client asks for: a record a verb, which knows its own grammar both ways. */
public sealed interface Command
        permits Append,
                Authenticate,
                Capability,
                Check,
                Close,
                Compress,
                Copy,
                Create,
                Delete,
                DeleteAcl,
                Enable,
                Esearch,
                Examine,
                Expunge,
                Fetch,
                GetAcl,
                GetMetadata,
                GetQuota,
                GetQuotaRoot,
                Id,
                Idle,
                List,
                ListRights,
                Login,
                Logout,
                Lsub,
                Move,
                MyRights,
                Namespace,
                Noop,
                Notify,
                Rename,
                Replace,
                Search,
                Select,
                SetAcl,
                SetMetadata,
                SetQuota,
                Sort,
                StartTls,
                Status,
                Store,
                Subscribe,
                Thread,
                UidExpunge,
                Unselect,
                Unsubscribe {

    /** Whether message sequence numbers are among its arguments, so that none may change before it is answered, and UIDONLY (RFC 9586) refuses it. */
    default boolean hasNumbers() {
        return false;
    }

    /** Writes the verb and its arguments, without tag and line end. */
    void write(CommandWriter out);
}
