package org.kantor.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.kantor.directory.Users;
import org.kantor.kernel.Refused;

/** Where every administrative resource gets the right to act: whoever has not got it gets no further. */
@RequestScoped
public class Administration {

    @Inject
    HttpServletRequest request;

    @Inject
    Users users;

    /** @throws Refused {@code NO_PERMISSION} if the caller is no administrator */
    public Users.Administrator by() {
        return switch (request.getAttribute(Caller.ATTRIBUTE)) {
            case Caller.Client client -> client.administrator();
            case Caller.User user -> users.administrator(user.account().id());
            case null, default -> throw new Refused(Refused.Code.NO_PERMISSION, "Only administrators may do this.");
        };
    }

    /**
     * The command's client, for what shows people's mail.
     *
     * @throws Refused {@code NO_PERMISSION} for a person, even an administrator
     */
    public Users.Administrator byCommand() {
        var by = by();
        if (by.account() != null) {
            throw new Refused(Refused.Code.NO_PERMISSION, "Only the kantor command may do this.");
        }
        return by;
    }
}
