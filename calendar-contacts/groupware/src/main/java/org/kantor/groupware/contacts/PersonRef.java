package org.kantor.groupware.contacts;

import org.kantor.groupware.resource.CollectionId;

/** A card in an address book. @param card the number of its resource */
public record PersonRef(CollectionId book, long card) {}
