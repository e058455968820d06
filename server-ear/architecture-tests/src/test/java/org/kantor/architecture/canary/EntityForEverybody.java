package org.kantor.architecture.canary;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class EntityForEverybody {
    @Id
    public long id;
}
