package io.daybook.query.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.repository.Repository;

/** The table {@code products}, with the terms of each product in the same statement. */
interface ProductRepository extends Repository<ProductEntity, UUID> {

    @EntityGraph(attributePaths = "terms")
    Optional<ProductEntity> findById(UUID productId);

    @EntityGraph(attributePaths = "terms")
    List<ProductEntity> findByProductIdIn(Collection<UUID> productIds);
}
