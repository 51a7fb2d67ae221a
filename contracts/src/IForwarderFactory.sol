// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// What a forwarder asks of and tells its creator.
interface IForwarderFactory {
    /// The orders of the forwarder under construction; `items` holds pairs of token and balance.
    function plan()
        external
        view
        returns (bytes32 salt, address treasury, address feeRecipient, uint256 feeBps, uint256[] memory items);

    /// What left the forwarder in one asset (zero address: native coin), and what stayed.
    function report(bytes32 salt, address token, uint256 net, uint256 fee, uint256 left) external;
}
