"""Programs that make the models: data, training, export."""
