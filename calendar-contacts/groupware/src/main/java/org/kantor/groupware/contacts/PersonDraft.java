package org.kantor.groupware.contacts;

import java.util.List;
import org.kantor.groupware.contacts.PersonDetails.Labelled;
import org.kantor.groupware.resource.CollectionId;

/**
 * A person as somebody wrote them in a form. At least one of the names, the organisation and an e-mail must be there.
 *
 * @param book where the card shall lie; another one than before moves it there
 */
public record PersonDraft(
        CollectionId book,
        String givenName,
        String familyName,
        String organisation,
        String title,
        List<Labelled> emails,
        List<Labelled> phones,
        String note) {}
