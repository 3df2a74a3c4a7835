"""Fields and wares that abstracts abbreviate and that are no concepts: machine learning (ML), end to end (E2E)."""

from kg.matching.tokens import singular
from kg.model import fold


def is_outside(name: str) -> bool:
    """Whether ``name``, a long form in either number, is of a field or a ware.

    >>> is_outside("Deep Neural Networks"), is_outside("end-to-end"), is_outside("raft network")
    (True, True, False)
    """
    return _in_singular(name) in _OUTSIDE


def _in_singular(name: str) -> str:
    return " ".join(singular(word) for word in fold(name).split())


_OUTSIDE = frozenset(
    _in_singular(name)
    for name in """
    application_programming_interface| artificial_general_intelligence| artificial_intelligence|
    artificial_neural_network| augmented_reality| autonomous_vehicle| central_processing_unit| computed_tomography|
    computer_vision| deep_learning| deep_learning_model| deep_neural_network| degrees_of_freedom|
    electronic_health_record| electronic_medical_record| end_to_end| european_union| extended_reality|
    field_of_view| field_programmable_gate_array| first_person_view| foundation_model| graphical_user_interface|
    graphics_processing_unit| high_bandwidth_memory| human_computer_interaction| in_distribution|
    information_technology| intellectual_property| internet_of_things| knowledge_base| large_scale|
    low_resource_language|
    machine_learning| machine_learning_model| magnetic_resonance_imaging| micro_controller_unit|
    microcontroller_unit| natural_language_processing| neural_network| neural_processing_unit| operating_system|
    out_of_distribution| parts_of_speech| point_of_interest| processing_in_memory| quality_of_experience|
    quality_of_service| question_of_interest| region_of_interest| reinforcement_learning_agents| research_question|
    resource_constrained| signal_to_noise| single_instruction_multiple_data| social_media| software_development_kit|
    state_of_the_art| tensor_processing_unit| united_nations| united_states| unmanned_aerial_vehicle|
    user_interface| virtual_reality| world_wide_web| deep_eutectic_solvent| internet_of_medical_things
    """.split("|")
)
